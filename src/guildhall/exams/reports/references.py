"""What the methods of a report rest on in the literature, by the codes under which studies name them."""

from collections.abc import Iterable

GENERAL = (
    "AERA, APA and NCME (2014). Standards for educational and psychological testing. Washington: AERA.",
    "ISO/IEC 17024. Conformity assessment: general requirements for bodies operating certification of persons.",
)
"""What every report is held to."""

WORKS: dict[str, tuple[str, ...]] = {
    "classical": (
        "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika, 16, 297-334.",
        (
            "Feldt, L. S. (1965). The approximate sampling distribution of Kuder-Richardson reliability "
            "coefficient twenty. Psychometrika, 30, 357-370."
        ),
        (
            "Haberman, S. J. (2008). When can subscores have value? Journal of Educational and Behavioral"
            " Statistics, 33, 204-229."
        ),
    ),
    "bayesian-difficulty": (
        "Gelman, A. and others (2013). Bayesian data analysis, 3rd edition. Boca Raton: CRC Press, chapter 2.",
    ),
    "conditional-sem": (
        "Lord, F. M. (1955). Estimating test reliability. Educational and Psychological Measurement, 15, 325-336.",
        "Keats, J. A. (1957). Estimation of error variances of test scores. Psychometrika, 22, 29-41.",
    ),
    "livingston-lewis": (
        (
            "Livingston, S. A. and Lewis, C. (1995). Estimating the consistency and accuracy of "
            "classifications based on test scores. Journal of Educational Measurement, 32, 179-197."
        ),
    ),
    "subkoviak": (
        (
            "Subkoviak, M. J. (1976). Estimating reliability from a single administration of a mastery "
            "test. Journal of Educational Measurement, 13, 265-276."
        ),
    ),
    "rasch": (
        (
            "Bock, R. D. and Aitkin, M. (1981). Marginal maximum likelihood estimation of item "
            "parameters. Psychometrika, 46, 443-459."
        ),
        "Wright, B. D. and Masters, G. N. (1982). Rating scale analysis. Chicago: MESA Press.",
        (
            "Orlando, M. and Thissen, D. (2000). Likelihood-based item-fit indices for dichotomous item "
            "response theory models. Applied Psychological Measurement, 24, 50-64."
        ),
    ),
    "circle-arc": (
        (
            "Livingston, S. A. and Kim, S. (2009). The circle-arc method for equating in small samples. "
            "Journal of Educational Measurement, 46, 330-343."
        ),
    ),
    "equating": (
        (
            "Kolen, M. J. and Brennan, R. L. (2014). Test equating, scaling, and linking, 3rd edition. "
            "New York: Springer."
        ),
    ),
    "standards": (
        "Cizek, G. J. and Bunch, M. B. (2007). Standard setting. Thousand Oaks: Sage.",
        (
            "Angoff, W. H. (1971). Scales, norms, and equivalent scores. In R. L. Thorndike (ed.), "
            "Educational measurement. Washington: American Council on Education."
        ),
    ),
    "mantel-haenszel": (
        (
            "Holland, P. W. and Thayer, D. T. (1988). Differential item performance and the "
            "Mantel-Haenszel procedure. In H. Wainer and H. I. Braun (eds), Test validity. Hillsdale: "
            "Erlbaum."
        ),
        (
            "Zwick, R. and Ercikan, K. (1989). Analysis of differential item functioning in the NAEP "
            "history assessment. Journal of Educational Measurement, 26, 55-66."
        ),
    ),
    "distractors": (
        "Haladyna, T. M. and Rodriguez, M. C. (2013). Developing and validating test items. New York: Routledge.",
    ),
}
"""Works by the code of a method, or of a family of methods."""

FAMILIES = {
    "2pl": "rasch",
    "pcm": "rasch",
    "gpcm": "rasch",
    "identity": "equating",
    "mean": "equating",
    "linear": "equating",
    "equipercentile": "equating",
    "tucker": "equating",
    "levine": "equating",
    "chained-linear": "equating",
    "frequency-estimation": "equating",
    "chained-equipercentile": "equating",
    "irt-true-score": "equating",
    "angoff": "standards",
    "yes-no-angoff": "standards",
    "ebel": "standards",
    "bookmark": "standards",
    "contrasting-groups": "standards",
    "borderline-group": "standards",
    "borderline-regression": "standards",
    "counts": "distractors",
}
"""To which works a method belongs that has none of its own."""


def references(codes: Iterable[str]) -> list[str]:
    """The works behind these methods, by their authors, and what every report is held to."""
    plain = [each.removesuffix("-anchored") for each in codes]
    behind = {FAMILIES.get(each, each) for each in plain} | ({"equating"} if "circle-arc" in plain else set())
    found = {work for name in behind for work in WORKS.get(name, ())}
    return sorted({*found, *GENERAL})
