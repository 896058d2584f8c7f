"""Any text at all: what hypothesis draws, and real scripts and traps put together."""

from hypothesis import strategies as st

FRAGMENTS = [
    "The quick brown fox jumps over the lazy dog.",
    "Dr. A. B. Smith paid 3.50 on Jan. 5, e.g. for food.",
    "Am 3. Oktober kam Prof. Müller z. B. nach Köln.",
    "“Quoted. Twice,” he said.",
    "北京是中国的首都。它有很多人！",
    "東京は日本の首都です。",
    "भारत एक देश है। यह बड़ा है।",
    "یہ پاکستان ہے۔ یہ بڑا ہے۔",
    "هذه مصر. إنها كبيرة.",
    "นี่คือประเทศไทย",
    "👩‍👩‍👧‍👦 🇩🇪 e\u0301 \u202eright to left\u202c",
    "# Heading",
    "Title\n=====",
    "- item",
    "1. first\n2. second",
    "(a) clause",
    "== Wiki ==",
    "Oct 3rd, 2023",
    "IN CAPITALS",
    "* * *",
    "_",
    "...",
]
SEPARATORS = [
    "",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    "\n \t\n",
    "\x00",
    "\u2028",
    "\u2029",
    "\x85",
    "\x1c",
    "\ud800",
    "\u3000",
]

any_text = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(exclude_categories=[])),  # lone surrogates too
    st.lists(st.sampled_from(FRAGMENTS + SEPARATORS), max_size=30).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS + SEPARATORS), st.text(max_size=5)), max_size=30).map(
        "".join
    ),
)
