"""What a method says when its input cannot be right."""

from wording.text import Text


class RefusedError(ValueError):
    """Input that a statistic refuses, with the sentence that a reader may see."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def above_denominator(numerator: float, denominator: float) -> RefusedError:
    """The refusal of a proportion whose part is larger than its whole."""
    part, whole = f"{numerator:,.12g}", f"{denominator:,.12g}"
    return RefusedError(
        Text(
            ja=f"分子（{part}）が分母（{whole}）を上回るため、率を計算できません。"
            "元の記録と契約の数を確認してください。",
            en=f"The numerator ({part}) is above the denominator ({whole}), so there is no rate. "
            "Please check the records and the contract.",
        )
    )


def over_nothing() -> RefusedError:
    """The refusal of a rate over zero, or of a negative number."""
    return RefusedError(
        Text(
            ja="分母が0の率、または負の数の率は、計算できません。",
            en="A rate over zero, or of a negative number, cannot be computed.",
        )
    )
