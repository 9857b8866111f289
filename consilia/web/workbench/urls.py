"""Addresses of the workbench room."""

from django.urls import path

from consilia.web.workbench.views import closing, measuring, publishing, question, reports, signing, topics, waiting

urlpatterns = [
    path("", waiting.queue, name="queue"),
    path("closed/", closing.closed, name="closed"),
    path("answered/", waiting.answered, name="answered"),
    path("questions/<uuid:public_id>/", question.question, name="work-question"),
    path("questions/<uuid:public_id>/visit/", question.visit, name="work-visit"),
    path("questions/<uuid:public_id>/near/", question.near, name="near"),
    path("questions/<uuid:public_id>/more-info/", question.more_info, name="more-info-to-come"),
    path("questions/<uuid:public_id>/claim/", question.claim, name="claim"),
    path("questions/<uuid:public_id>/release/", question.release, name="release"),
    path("questions/<uuid:public_id>/send-on/", question.send_on, name="send-on"),
    path("questions/<uuid:public_id>/close/", closing.close, name="close-question"),
    path("questions/<uuid:public_id>/reopen/", closing.reopen, name="reopen"),
    path("questions/<uuid:public_id>/draft/", question.save, name="save-draft"),
    path("questions/<uuid:public_id>/versions/<int:pk>/use/", question.use_version, name="use-version"),
    path("questions/<uuid:public_id>/versions/<int:pk>/drop/", question.drop_version, name="drop-version"),
    path("questions/<uuid:public_id>/sign/", signing.sign, name="sign"),
    path("questions/<uuid:public_id>/publish/", publishing.publish, name="publish"),
    path("questions/<uuid:public_id>/unpublish/", publishing.unpublish, name="unpublish"),
    path("questions/<uuid:public_id>/same/<uuid:published_id>/", measuring.same, name="same-question"),
    path("search/", measuring.search, name="search-quality"),
    path("search/freeze/", measuring.freeze, name="freeze-pairs"),
    path("search/<int:pk>/measure/", measuring.measure, name="measure-search"),
    path("topics/", topics.topics, name="question-filing"),
    path("questions/<uuid:public_id>/topics/", topics.question_topics, name="question-topics"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report-handling"),
]
