"""How the workbench words a question for a doctor."""
