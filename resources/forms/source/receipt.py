# SPDX-License-Identifier: GPL-3.0-or-later
"""A receipt for money (Civil Code, art. 408) which also serves a loan (art. 807–810)."""

from typeset import blocks
from typeset.sheet import Field, Pen

TITLE = "Расписка в получении денег"
LAW = "Гражданский кодекс Российской Федерации, статьи 408, 807–810"


def money(sheet):
    roubles = Field("amount_roubles", "Сумма цифрами: рубли", 40, max_length=15)
    kopecks = Field("amount_kopecks", "Сумма цифрами: копейки", 12, max_length=2)
    sheet.row("деньги в сумме", roubles, "руб.", kopecks, "коп.")
    sheet.row(Field("amount_words", "Сумма прописью", caption="сумма прописью"))
    basis = Field(
        "basis", "За что получены деньги", caption="например: заём, оплата вещи или работы, возврат долга"
    )
    sheet.row("за что:", basis)
    sheet.skip(2.5)
    sheet.paragraph("Деньги получены полностью.")


def loan(sheet):
    sheet.section("Если деньги взяты взаймы (иначе прочерк)")
    sheet.row("Обязуюсь вернуть их до", *blocks.day("due", "Срок возврата"))
    interest = Field(
        "interest",
        "Проценты за пользование деньгами",
        caption="сколько процентов годовых или слова «без процентов»",
    )
    sheet.row("Проценты:", interest)


def write(sheet):
    sheet.heading("Расписка", "в получении денег")
    blocks.place_and_date(sheet, "Дата расписки")
    blocks.person(sheet, "Я,", "recipient", "того, кто получил деньги")
    blocks.person(sheet, "получил(а) от", "giver", "того, кто передал деньги")
    money(sheet)
    loan(sheet)
    sheet.skip(1)
    sheet.row(Pen(45, "подпись"), Pen(None, "фамилия, имя, отчество получившего, от руки"))
    sheet.memo(
        "Надёжнее, если всю расписку от руки пишет тот, кто получил деньги. Хранит её тот, кто их передал.",
        "Заём между гражданами больше 10 000 рублей оформляют письменно, и расписка его подтверждает "
        "(статья 808).",
        "Если срок не назван, долг возвращают в течение 30 дней со дня требования (статья 810). Когда долг "
        "возвращён, заберите расписку или возьмите новую, о возврате (статья 408).",
    )
