"""``compact``: the history of a chat in fewer words."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import InvalidTypeError, InvalidValueError, compact
from tests.strategies import any_text

ANSWER = """Here you go:

```python
def parse(path):
    return open(path).read()
```

It reads the whole file. I hope that this helps you with all that you want to do today."""
CHAT: list[dict[str, Any]] = [
    {"role": "system", "content": "You help with code."},
    {"role": "user", "content": "Hi there! I hope you are fine. Read /etc/app/config.toml for me, please."},
    {"role": "assistant", "content": ANSWER},
    {
        "role": "user",
        "content": "Thanks! Maria Lopez wants it by 12 March. It is a lovely day here, by the way.",
    },
    {
        "role": "assistant",
        "content": "Great. Shall I go on like this, or would you rather do something else?",
    },
    {"role": "user", "content": "Go on. The budget is $4,500."},
]


def n_words(chat: list[dict[str, Any]]) -> int:
    return sum(len((message["content"] or "").split()) for message in chat)


def test_a_short_chat_is_not_changed() -> None:
    kept = compact(CHAT, words=1000)
    assert kept == CHAT
    assert (kept.n_words_left_out, kept.n_messages_left_out, kept.notes) == (0, 0, ())


def test_code_numbers_names_and_paths_stay() -> None:
    kept = compact(CHAT, words=38, keep=1)
    text = "\n".join(message["content"] for message in kept)
    assert n_words(kept) == kept.n_words <= 38
    for specific in ("/etc/app/config.toml", "Maria Lopez", "12 March", "return open(path).read()"):
        assert specific in text
    for chatter in ("lovely day", "I hope"):
        assert chatter not in text


def test_instructions_and_the_last_messages_stay_whole() -> None:
    kept = compact(CHAT, words=30, keep=2)
    assert (kept[0], kept[-2:]) == (CHAT[0], CHAT[-2:])
    roles = [message["role"] for message in kept]
    assert roles == ["system", "user", "assistant", "user"] or roles == ["system", "assistant", "user"]


def test_what_is_left_out_is_counted_and_marked() -> None:
    kept = compact(CHAT, words=40, keep=1)
    marks = sum(message["content"].count("[…]") for message in kept)
    assert marks
    assert kept.n_words - marks + kept.n_words_left_out == n_words(CHAT)
    assert kept.n_messages_left_out == len(CHAT) - len(kept)


def test_turns_that_alternate_go_on_alternating() -> None:
    chat = [
        {"role": role, "content": f"We talk of many things here. {specific}".strip()}
        for role, specific in [
            ("user", "Room 12."),
            ("assistant", ""),
            ("user", "Room 77."),
            ("assistant", "Yes."),
        ]
    ]
    roles = [message["role"] for message in compact(chat, words=16, keep=1)]
    assert all(one != other for one, other in pairwise(roles))


def test_calls_of_tools_their_results_and_pictures_stay() -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:,"}}
    chat: list[dict[str, Any]] = [
        {
            "role": "user",
            "content": [{"type": "text", "text": "What is in this picture? Tell me all."}, picture],
        },
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]},
        {"role": "tool", "tool_call_id": "1", "content": "A cat. It sits on a wall. The wall is old."},
        {"role": "user", "content": "Thanks."},
    ]
    kept = compact(chat, words=4, keep=1)
    assert [message["role"] for message in kept] == ["user", "assistant", "tool", "user"]
    assert kept[0]["content"] == [{"type": "text", "text": "[…]"}, picture]
    assert kept[1] == chat[1]
    assert (kept[2]["tool_call_id"], kept[2]["content"]) == ("1", "[…]")
    assert chat[2]["content"].startswith("A cat.")


def test_what_has_to_stay_may_be_longer_with_a_note() -> None:
    kept = compact(CHAT, words=5, keep=1)
    assert kept.notes == ("what has to stay whole has 10 words, and 5 were asked for",)


def test_messages_that_are_none() -> None:
    role_of_5, content_of_5 = {"role": 5, "content": ""}, {"role": "user", "content": 5}
    wrong: Any
    for wrong in ("Hello", 5, [5], ["Hello"], [role_of_5], [content_of_5]):
        with pytest.raises(InvalidTypeError):
            compact(wrong, words=5)
    with pytest.raises(InvalidValueError, match="needs a role"):
        compact([{"content": "Hello"}], words=5)
    assert compact([], words=5) == []


ROLES = st.sampled_from(["system", "user", "assistant", "tool"])


@given(st.lists(st.builds(lambda role, text: {"role": role, "content": text}, ROLES, any_text), max_size=5))
def test_any_chat_at_all(chat: list[dict[str, Any]]) -> None:
    kept = compact(chat, words=20, keep=1)
    assert kept.n_words <= 20 or kept.notes
    assert kept[-1:] == chat[-1:]
    assert kept.n_words_left_out >= 0
