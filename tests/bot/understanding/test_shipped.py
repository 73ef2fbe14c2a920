from bot.understanding import shipped


def test_questions_of_nobody_are_some_hundreds_and_need_no_names() -> None:
    questions = shipped.out_of_scope()

    assert (len(questions) >= 400, [line for line in questions if "{" in line or line.startswith("#")]) == (True, [])
