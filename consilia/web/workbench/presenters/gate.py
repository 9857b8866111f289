"""Why a question may not be published or an answer not be signed, in words."""

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
WHY_NOT_SIGNED = {
    "empty": "There is no answer to sign yet. Write one first.",
    "changed": "The draft changed since you looked at it, perhaps in another window. Read it again, then sign.",
    "versions": "There are two versions of your draft. Use one or drop it, then sign.",
    "claimed": "Another doctor is answering this question now. Take it over first if you must.",
    "withdrawn": "The asker has withdrawn this question.",
    "not-verified": "You may not sign answers. Ask your administrator.",
}
