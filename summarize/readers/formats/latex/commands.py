"""What commands and environments of LaTeX mean for who reads the text."""

from __future__ import annotations

import re

SECTIONS = {
    "part": 2,
    "chapter": 2,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
    "frametitle": 2,
    "framesubtitle": 3,
}
FLOATS = ("figure", "table", "wrapfigure", "wraptable", "algorithm", "SCfigure", "sidewaystable")
LISTS = ("itemize", "enumerate", "description", "compactitem", "compactenum")
MATH = (
    *("equation", "align", "gather", "multline", "eqnarray", "displaymath", "math", "flalign", "alignat"),
    *("dmath", "subequations"),
)
TABLES = ("tabular", "tabularx", "tabulary", "longtable", "array", "tabu", "supertabular")
LEFT_OUT = (
    *("thebibliography", "tikzpicture", "pgfpicture", "picture", "CCSXML", "filecontents", "algorithmic"),
    *("algorithm2e", "IEEEbiography", "tikzcd"),
)
BLOCKS = ("titlepage", "quote", "quotation", "verse", "center", "proof", "frame", "abstract")
KEYWORDS = re.compile(r"[A-Z]*[kK]eywords|keyword")
# Commands that may stand in the middle of a sentence and show nothing, and citations: no names to write out.
LAYOUT = frozenset(
    (
        *("item", "par", "xspace", "and", "sep", "quad", "qquad", "hfill", "hfil", "vfill", "null", "relax"),
        *("newline", "linebreak", "nolinebreak", "break", "nobreak", "allowbreak", "newpage", "pagebreak"),
        *("unskip", "ignorespaces", "leavevmode", "noindent", "centering", "smallskip", "medskip", "bigskip"),
        *("rm", "bf", "it", "em", "sc", "sf", "sl", "tt", "bfseries", "itshape", "upshape", "slshape"),
        *("scshape", "rmfamily", "sffamily", "ttfamily", "mdseries", "normalfont", "boldmath", "selectfont"),
        *("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge"),
        *("Huge", "fi", "else", "begingroup", "endgroup", "bgroup", "egroup", "maketitle", "protect"),
        *("appendix", "cite", "citep", "citet"),
    )
)
DEFINITIONS = (
    *("def", "gdef", "edef", "xdef", "let"),
    *("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"),
)
# How many arguments a command has, and whether the last one is text: its number, or 0.
ARGUMENTS = {
    **dict.fromkeys(("href", "textcolor", "colorbox", "raisebox", "rotatebox", "scalebox", "parbox"), (2, 2)),
    **dict.fromkeys(("texorpdfstring", "acro", "foreignlanguage", "adjustbox"), (2, 2)),
    **dict.fromkeys(("hyperref",), (1, 1)),
    **dict.fromkeys(("multicolumn", "multirow", "resizebox", "fcolorbox"), (3, 3)),
    **dict.fromkeys(
        (
            "label",
            "vspace",
            "hspace",
            "includegraphics",
            "usepackage",
            "bibliography",
            "bibliographystyle",
            "index",
            "input",
            "include",
            "thispagestyle",
            "pagestyle",
            "pagenumbering",
            "todo",
            "phantom",
            "hypertarget",
            "author",
            "date",
            "title",
            "affil",
            "affiliation",
            "altaffilmark",
            "email",
            "institute",
            "subtitle",
            "graphicspath",
            "tableofcontents",
            "addbibresource",
            "cline",
            "color",
            "selectfont",
            "pageref",
            "vphantom",
            "hphantom",
            "markright",
            "subfile",
            "subfileinclude",
            "address",
            "footnotetext",
            "thanks",
            "marginpar",
            "acmConference",
            "copyrightyear",
            "ccsdesc",
            "orcid",
        ),
        (1, 0),
    ),
    **dict.fromkeys(("setlength", "addtolength", "setcounter", "addtocounter", "newtheorem"), (2, 0)),
    **dict.fromkeys(("newenvironment", "renewenvironment"), (3, 0)),
    **dict.fromkeys(("addcontentsline", "altaffiltext", "markboth", "DeclareMathOperator"), (2, 0)),
}
