"""Three questions for each department, in three voices, reach it: none of them stands in any test data."""

import pytest

from consilia import loaded
from consilia.domain.language import Person, read
from consilia.domain.triage import assess

QUESTIONS = {
    "cardiology": [
        "My pulse skips every few beats when I lie down, and the ECG showed extra beats. Should I worry?",
        "papa got two stents in march. now the ankles swell up every evening",
        "What does an ejection fraction of 45 mean for somebody with a leaky valve?",
    ],
    "dentistry": [
        "I had a root canal three days ago and the tooth still hurts when I bite.",
        "gums are bleeding every time i brush, dentist is closed till monday",
        "Is it normal that a wisdom tooth pushes for months?",
    ],
    "dermatology": [
        "I have red itchy patches behind my knees that flake, cream did not help.",
        "hair fall since 4 month, i am 24 girl, which shampoo",
        "A mole on my shoulder has got darker at one edge.",
    ],
    "emergency-medicine": [
        "My flatmate swallowed bleach by mistake, what do we do?",
        "I took thirty paracetamol an hour ago and now I regret it, overdose",
        "A snake bit my uncle in the field and his leg is swelling.",
    ],
    "endocrinology": [
        "My TSH came back at 8 and I feel cold all the time.",
        "sugar is 260 after food even with metformin two times",
        "Could low testosterone at 50 be from the pituitary?",
    ],
    "ent": [
        "There is a ringing in my left ear since the concert.",
        "tonsils are swollen again, third time this year, should they come out?",
        "My sinuses are blocked and my sense of smell is gone.",
    ],
    "gastroenterology": [
        "After every meal I get heartburn and a bloated belly.",
        "motion is loose 6 times a day and there is mucus in stool",
        "Does a fatty liver with raised ALT go back to normal?",
    ],
    "infectious-disease": [
        "I found a tick on my calf after hiking and worry about Lyme.",
        "came back from nigeria, malaria test was positive, which treatment",
        "I had sex with somebody who has HIV, when should I be tested?",
    ],
    "internal-medicine": [
        "I feel run down and tired all the time, my whole body aches, and nobody finds anything.",
        "Which blood tests belong to a yearly check-up at fifty?",
        "no energy since months, weight going down, sometimes fever",
    ],
    "neurology": [
        "My thumb twitches on its own for a week and the hand tingles.",
        "My husband's Parkinson's tremor got worse, he shuffles now.",
        "i get migraine with zigzag lines two times in week",
    ],
    "obstetrics-gynecology": [
        "My period is two weeks late and the test is negative.",
        "I am 20 weeks along and had some spotting after sex.",
        "doctor found fibroid in uterus 4 cm, can i still conceive",
    ],
    "oncology-hematology": [
        "My mother's lymphoma is back after chemo, what are the options?",
        "platelets are 60 and the haematologist wants bone marrow test",
        "I carry thalassaemia trait, can my children have it?",
    ],
    "ophthalmology": [
        "My right eye is red and sticky in the morning.",
        "cataract operation of left eye done, vision still cloudy",
        "Black dots float in front of my eyes since last week.",
    ],
    "orthopedics": [
        "I twisted my knee at football and it clicks on the stairs.",
        "slip disc L4 L5 since two years, which exercise",
        "My shoulder has been stiff since I fell on it; is it the rotator cuff?",
    ],
    "pediatrics": [
        "My 2 year old has had a fever since yesterday and will not eat.",
        "our baby is 5 weeks old and cries after every bottle",
        "My daughter, 7, coughs at night and is pale.",
    ],
    "pharmacy": [
        "Can I take ibuprofen together with amoxicillin?",
        "What is the maximum dose of paracetamol in a day?",
        "I forgot one tablet of the blood thinner, should I take two? What are the side effects?",
    ],
    "psychiatry": [
        "I cry every day, nothing is fun any more and I think I am depressed.",
        "panic attacks in the bus, heart goes crazy, i am so anxious to go out",
        "My brother hears voices and believes the neighbours spy on him.",
    ],
    "respiratory": [
        "My asthma is worse in winter and I use the inhaler four times a day.",
        "cough with yellow phlegm since three weeks, x ray of chest is clear",
        "How long does it take for lungs to heal after pneumonia?",
    ],
    "rheumatology": [
        "My finger joints are swollen and stiff for an hour each morning; the rheumatoid factor is positive.",
        "uric acid 9 and big toe is hot again, gout?",
        "Can lupus start with a rash on the cheeks and sore joints?",
    ],
    "surgery": [
        "My hernia pops out when I lift things. Does it need an operation?",
        "The wound from my appendix operation is leaking.",
        "abscess near tail bone was cut open by surgeon, when can i work",
    ],
    "urology-nephrology": [
        "I get up four times a night to pass urine, my prostate is enlarged.",
        "creatinine 2.4, do i need dialysis soon",
        "One of my testicles hangs lower and feels like a bag of worms.",
    ],
}


def named(text, **person):
    reading = read(text, lexicon=loaded.lexicon(), person=Person(**person))
    return [hint.department for hint in assess(reading, rules=loaded.rules()).departments]


def test_every_department_has_its_questions():
    assert QUESTIONS.keys() == loaded.rules().departments.keys()


@pytest.mark.parametrize(("department", "text"), [(d, text) for d, texts in QUESTIONS.items() for text in texts])
def test_a_question_reaches_its_department(department, text):
    assert department in named(text)


def test_the_first_that_is_named_is_mostly_the_right_one():
    told = [(department, named(text)[0]) for department, texts in QUESTIONS.items() for text in texts]

    wrong = [pair for pair in told if len(set(pair)) == 2]

    assert len(wrong) <= len(told) // 10, wrong
