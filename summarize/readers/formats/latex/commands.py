"""What commands and environments of LaTeX mean for who reads the text."""

from __future__ import annotations

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
            "email",
            "institute",
            "subtitle",
            "keywords",
            "graphicspath",
            "tableofcontents",
            "addbibresource",
            "cline",
            "color",
            "selectfont",
            "pageref",
            "vphantom",
            "hphantom",
            "nocite",
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
    **dict.fromkeys(("addcontentsline", "markboth", "DeclareMathOperator"), (2, 0)),
}
