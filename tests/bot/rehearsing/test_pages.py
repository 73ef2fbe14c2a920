from bot.rehearsing.pages import Fold, Heading, Items, Line, Part, Rows, html, markdown

PARTS: list[Part] = [
    Heading("All", 1),
    Line("Of bells"),
    Items(("one", "two")),
    Rows(("Day", "Hour"), (("Mon", "9"), ("Tue", "10"))),
    Fold("Ana", ("first", "second")),
]


def test_markdown_has_each_part_apart() -> None:
    assert markdown(PARTS) == (
        "# All\n\nOf bells\n\n- one\n- two\n\n| Day | Hour |\n|---|---|\n| Mon | 9 |\n| Tue | 10 |\n\n"
        "### Ana\n\n- first\n- second\n"
    )


def test_html_is_a_whole_page_that_folds_what_is_long() -> None:
    page = html("Bells", PARTS)

    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<details><summary>Ana</summary><ul><li>first</li><li>second</li></ul></details>" in page
    assert "<tr><td>Tue</td><td>10</td></tr>" in page


def test_titles_of_others_stay_text_in_both() -> None:
    odd: list[Part] = [Line("<script>x</script> | *a*\n# b [c](d)")]

    assert "<p>&lt;script&gt;x&lt;/script&gt; | *a*\n# b [c](d)</p>" in html("<b>", odd)
    assert "<title>&lt;b&gt;</title>" in html("<b>", odd)
    assert markdown(odd) == "\\<script\\>x\\</script\\> \\| \\*a\\* \\# b \\[c\\](d)\n"
