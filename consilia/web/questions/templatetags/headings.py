"""The heading of a question, in templates."""

from django import template

from consilia.web.questions.presenters.headings import asker_heading, staff_heading

register = template.Library()
register.filter("heading_for_asker", asker_heading)
register.filter("heading_for_staff", staff_heading)
