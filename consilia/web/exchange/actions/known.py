"""What an import has looked up already, so that thousands of rows do not ask the database the same again."""

from dataclasses import dataclass, field

from consilia.web.accounts.models import Department, Doctor
from consilia.web.exchange.actions.people import department_with_id, imported_doctor
from consilia.web.exchange.parsing import PageMarks
from consilia.web.questions.models import Question


@dataclass
class Known:
    """One import's memory. Forget it when a transaction was rolled back: it may hold rows that are gone."""

    marks: PageMarks
    keys: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    doctors: dict[str, Doctor] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)

    @classmethod
    def now(cls, marks: PageMarks) -> "Known":
        """What the database holds at this moment."""
        keys, titles, slugs = (
            set(Question.objects.exclude(**{name: None}).values_list(name, flat=True))
            for name in ("source_key", "generated_title", "slug")
        )
        return cls(marks, keys, titles, slugs)

    def doctor(self, name: str, *, department: str) -> Doctor:
        """The imported doctor of that name."""
        if name not in self.doctors:
            self.doctors[name] = imported_doctor(name, department=self.department(department))
        return self.doctors[name]

    def department(self, department_id: str) -> Department:
        """The department with that id."""
        if department_id not in self.departments:
            self.departments[department_id] = department_with_id(department_id)
        return self.departments[department_id]
