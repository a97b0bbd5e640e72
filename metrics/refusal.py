"""What a method says when its input cannot be right."""

from wording.text import Text


class RefusedError(ValueError):
    """Input that a statistic refuses, with the sentence that a reader may see."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def above_denominator(numerator: float, denominator: float) -> RefusedError:
    """The refusal of a proportion whose part is larger than its whole."""
    return RefusedError(
        Text(
            ja=f"分子（{numerator:,}）が分母（{denominator:,}）を上回るため、率を計算できません。"
            "元の記録と契約の数を確認してください。",
            en=f"The numerator ({numerator:,}) is above the denominator ({denominator:,}), so "
            f"there is no rate. Please check the records and the contract.",
        )
    )
