"""Why a question may not be published, an answer not be signed, or a question not be closed, in words."""

WHY_NOT_PUBLIC = {
    "no-consent": "The asker did not agree to a public page.",
    "crisis": "It speaks of self-harm. Such questions always stay private.",
    "minor": "The person is under 18. Such questions always stay private.",
    "not-signed": "No answer is signed yet.",
    "not-verified": "An answer is by a doctor who is not verified any more.",
    "withdrawn": "The asker has withdrawn it.",
    "changed": "Something changed since you saw the preview. Look at it again.",
    "empty": "A part of the public page is empty.",
}
WHY_NOT_CLOSED = {
    "not-waiting": "This question does not wait any more, so it was not closed.",
    "claimed": "Another doctor is answering this question now. Take it over first if you must.",
    "unknown-reason": "Choose a reason from the list.",
    "no-note": "An emergency or a crisis is closed only with a note of what was done.",
}
WHY_NOT_SIGNED = {
    "empty": "There is no answer to sign yet. Write one first.",
    "changed": "The draft changed since you looked at it, perhaps in another window. Read it again, then sign.",
    "versions": "There are two versions of your draft. Use one or drop it, then sign.",
    "claimed": "Another doctor is answering this question now. Take it over first if you must.",
    "withdrawn": "The asker has withdrawn this question.",
    "overlooked": "Say for each point below whether your answer speaks of it, or why not.",
    "closed": "This question was closed without an answer. Open it again, then sign. Your draft is kept.",
    "not-verified": "You may not sign answers. Ask your administrator.",
}
