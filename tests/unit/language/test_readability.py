"""What cannot be read says why; what can be read is not refused for its spelling."""

import pytest

from consilia.domain.language import Stance, read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"), (" \n ", "empty"), ("help", "too-short"), ("?!", "no-sense"), ("ok ok ok ok", "no-sense"),
        ("me duele la cabeza desde ayer y no puedo dormir", "not-english"),
        ("jai mal a la tete depuis hier soir", "not-english"),
        ("我的腿一直抽動", "not-english"), ("у меня болит голова", "not-english"), ("xkcd qwrtz plmk vbnm", "no-sense"),
    ],
)  # fmt: skip
def test_unreadable_text_says_why(text, reason, lexicon):
    reading = read(text, lexicon=lexicon)

    assert (reading.readable, reading.reason) == (False, reason)


@pytest.mark.parametrize(
    "text",
    [
        "Seit drei Wochen zuckt mein linkes Augenlid und mein Arm ist schwach",
        "ich habe Schmerzen in der Brust und bekomme keine Luft",
        "Hand zittert, bitte um Hilfe",
        "me tiembla el párpado desde hace 3 semanas y no puedo levantar el brazo",
        "me tiembla el parpado desde hace 3 semanas y no puedo levantar el brazo",
        "dolor en el pecho",
        "quiero morir",
        "me quiero matar",
        "mijn been is verlamd",
        "fasciculations et ALS, peur",
        "j'ai mal à la poitrine",
        "jai mal a la poitrine",
        "ma paupière gauche tremble depuis trois semaines et mon bras est faible",
        "mi trema la palpebra da tre settimane e non riesco a muovere il braccio",
        "ho un dolore al petto",
        "minha pálpebra está tremendo há três semanas e meu braço está fraco",
        "estou com dor no peito",
        "mijn ooglid trilt al drie weken en mijn arm is zwak",
        "ik heb pijn op de borst",
        "üç haftadır göz kapağım seğiriyor ve kolum güçsüz",
        "gogsum cok agriyor nefes alamiyorum",
        "mắt trái của tôi bị giật 3 tuần nay",
        "mat trai cua toi bi giat 3 tuan nay",
        "od trzech tygodni drga mi powieka i mam słabą rękę",
        "boli mnie w klatce piersiowej",
        "meri aankh 3 hafte se phadak rahi hai aur haath me kamzori hai",
        "mujhe seene mein dard ho raha hai",
        "mata kiri saya kedutan sudah 3 minggu dan tangan saya lemah",
        "masakit ang dibdib ko at hirap akong huminga",
        "mit øje har rykket i tre uger og min arm er svag",
        "mă doare în piept și nu pot să respir",
    ],
)
def test_another_language_is_told_although_words_of_it_look_english(text, lexicon):
    reading = read(text, lexicon=lexicon)

    assert (reading.readable, reading.reason) == (False, "not-english")


@pytest.mark.parametrize(
    "text",
    [
        "chest pain",
        "eyelid twitching 3 weeks",
        "twiching in calf pls help",
        "muscle twich all over body, doctor please tell",
        "i am having twitching in leg since 2 month, what is reason",
        "My hand it shake when I drink the coffee, why is?",
        "since 3 days left eye is jumping only",
        "doctor sahib my mother is having pain in chest, kindly guide",
        "55M c/o BL calf fasciculations x 3/12, no wasting, CK 240, EMG NAD",
        "pt 34F LLQ pain x 2d, n/v, afebrile, LMP 3/52",
        "h/o MI 2019, DM2, on ASA + metop, new SOB",
        "SOB on exertion, orthopnoea, ankle oedema",
        "pt c/o CP, dx MI, tx PCI",
        "b12 low ferritin 9 tsh ok",
        "calf twitch. als?",
        "Ménière's disease and vertigo again",
        "Sjögren syndrome with dry eyes",
        "naïve question: can a café latte make my eyelid twitch?",
        "I live in the Île-de-France and my calf is twitching",
        "My name is Jose de la Cruz and my leg is twitching",
        "El doctor told me la pierna is fine but my leg is still weak",
        "wen i slp my legs jrk n i wake up",
        "plz hlp my sons arm is numb",
        "cant move arm",
        "i want die",
        "leg cramp night pain no sleep tired",
        "numb toe",
        "numness in my rite hand sinse tusday, it startid wen i was cooking",
        "hands shake pls help doc",
        "my leg!!",
    ],
)
def test_poor_spelling_is_still_read(text, lexicon):
    assert read(text, lexicon=lexicon).readable


@pytest.mark.parametrize(
    ("text", "concept", "stance"),
    [
        ("我胸口痛", "chest-pain", Stance.PRESENT),
        ("他呼吸困难", "breathlessness", Stance.PRESENT),
        ("我不想活了", "self-harm-thoughts", Stance.PRESENT),
        ("我沒有胸痛", "chest-pain", Stance.ABSENT),
    ],
)
def test_an_emergency_in_chinese_is_heard(text, concept, stance, lexicon):
    assert (concept, stance) in {(f.concept, f.stance) for f in read(text, lexicon=lexicon).findings}
