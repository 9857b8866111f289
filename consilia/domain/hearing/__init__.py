"""Hears danger by meaning where no phrase fits, and then asks. It never raises an alarm by itself.

    hearing = load_hearing(folder)
    ear = Ear(examples_of(hearing, rules=..., samples=...), policy=hearing.policy, embedder=embedder)
    ear.suspects("my legs have been cut at the strings") -> (Suspicion(rule="RF07", ...),)

The questions stand in `files`, so that triage can read the answers without a model. What the ear learns from is
gathered in `examples`, and `ear` compares.
"""
