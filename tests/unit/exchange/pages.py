"""Small pages of our own in the two layouts that imports meet: one with blank lines, one run together."""

LOOSE = """\
Thumb Twitching After Knitting: What Helps - Neurology

Share to:

My thumb jumps


Good evening Dr.
Bell, my thumb has been jumping for three weeks.
It is worse after knitting.
Films: https://video.example/a1 and https://video.example/b2.

Wren (東), 40~49 year old female. Ask Date: 2024/02/29

Dr. Ana Field reply Neurology


Hello Mr.
Wren,
a thumb that jumps after fine work is common.

Rest it for a week.
Dr.
Ana Field, Hillside Medical Center

Reply Date: 2024/03/01

More Info


A jumping thumb is small muscle at work.


Why It Happens
Several things add up:
1. Work: Fine work tires the hand.

2. Coffee: It makes nerves lively.


Conclusion
It mostly passes.

Similar Q&A

Eyelid Jumping at Night

My eyelid jumps &#39;at night&#39; and I sleep badly because I read on the pho...


Dr. Bo Marsh reply Ophthalmology
Dear Mrs. Larch, eyelids do that when eyes are tired and it is going to pas...

[Read More] Eyelid Jumping at Night


Calf Ripples

My calf ripples.


Dr. Ana Field reply Neurology
It is harmless.

[Read More] Calf Ripples


Related FAQ

Hand Twitching

(Neurology)

Jumping Lids

(Ophthalmology)
"""

TIGHT = """\
Is my calf all right?
My calf ripples at rest.
It began in May.
Pine, 10~19 year old male. Ask Date: 2024/05/05
Dr. Bo Marsh reply Orthopedics
Stretch it.
Dr. Bo from Hillside Hospital cares about you.
Reply Date: 2024/05/06
More Info
Calves ripple after sport.
What Helps
- Rest: Sleep enough.
- Water: Drink enough.
In the end it passes.
Similar Q&A
Thumb Twitching
My thumb twitches when I write and it has done so since the winter exams beg...
Dr. Ana Field reply Neurology
Rest it.[Read More] Thumb Twitching
Related FAQ
(Neurology)
Tremors(Neurology)
Muscle Cramp(Orthopedics)
"""

GUIDE = """\
You may wonder “Why does my leg jump?” Many people do.
1. What is it?
A small pull of a muscle.
1.1 What it feels like
- A flutter: Quick and light.
- A thump: Slow and strong.
1.2 Twitch vs. Cramp
- Twitch: It does not hurt.
- Cramp: It hurts.
2. What helps?
2.1 At home
- Stretch: Hold for 20-30 seconds.
- Cold: Use a cold pack for 15 minutes, twice a day.
:max_bytes(150000):strip_icc():format(webp)/Leg-123.jpg “A leg being stretched.”)
2.2 Food
- Magnesium: Calms muscle. Sources include nuts and seeds.
- Calcium: Feeds bone. Sources include milk.
2.3 Case Study: Tired legs
Ida, 51, slept more and it went away.
3. Questions (FAQs)
People ask:
- Is it bad?
Mostly not. - Should I stop sport?
No, but rest - and drink.
Conclusion
It mostly passes.
Do you have a question? Visit us and ask a doctor.
Address: 1 Mill Lane
Website: mill.example
We look forward to it.
"""
