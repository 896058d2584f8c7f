"""One document on its way through a model: what fits, what may be written, what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.abstractive.budget import Budget, Measure
from summarize.abstractive.engines.transformers.engine import Engine, Request
from summarize.abstractive.engines.transformers.tokens import Ids, Tokens
from summarize.abstractive.output import Output
from summarize.abstractive.prompts import Prompt, PromptWriter, Task
from summarize.document import Document
from summarize.errors import GenerationError, InvalidValueError
from summarize.length import Length
from summarize.text.words import has_word

Steps = Generator[list[Request], list[Output], list[Output]]

# What a model has to see of a text at a time to make anything of it.
_LEAST_ROOM = 8
# What a model that thinks aloud may need before it comes to the summary.
_REASONING = 2048
# An output that was empty is asked for again with at least so many tokens.
_MINIMUM_OF_SECOND_TRY = 8


@dataclass(frozen=True)
class Writing:
    """What a strategy needs to know of a document and a model.

    Attributes:
        document: the text.
        engine: the model.
        prompts: what is put around texts.
        length: the length that was asked for.
        chunk_size: largest number of tokens of text in one input, if the user gave one.
        language_token: by which the decoder is told its language, if it is.
    """

    document: Document
    engine: Engine
    prompts: PromptWriter
    length: Length | None
    chunk_size: int | None
    language_token: str | None = None

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the document."""
        return self.tokens_of(self.document)

    @cached_property
    def measure(self) -> Measure:
        """The size of the document, and of its summary."""
        return Measure.of(self.document, len(self.tokens.ids), self.length)

    @property
    def is_natural(self) -> bool:
        """Whether the lengths are those of the model's own configuration."""
        return self.length is None and self.engine.decoding.natural is not None

    @cached_property
    def final(self) -> Budget:
        """What the model may write for the whole summary, in one pass."""
        natural = self.engine.decoding.natural if self.is_natural else None
        has_minimum = self.length is not None and self.engine.loaded.kind == "seq2seq"
        budget = self.engine.decoding.adjust(natural or self.measure.budget(has_minimum=has_minimum))
        longest = self.longest_output(self.prompt_for_all)
        return budget if longest is None else budget.within(longest)

    @property
    def is_too_long_for_a_pass(self) -> bool:
        """Whether a length was asked for that the model cannot write in one pass."""
        longest = self.longest_output(self.prompt_for_all)
        if self.length is None or longest is None or self.engine.decoding.maximum is not None:
            return False
        return self.measure.tokens_of(self.measure.words) > longest

    def tokens_of(self, document: Document) -> Tokens:
        """Return the tokens of a text."""
        cuts = [] if self.engine.codec.tokenizer.is_fast else [s.start for s in document.sentences]
        return self.engine.codec.encode(document.text, cuts)

    @cached_property
    def prompt_for_all(self) -> Prompt:
        """The prompt for the whole text in one pass, which every strategy reckons with."""
        return self.prompt("summarize")

    def prompt(self, task: Task, budget: Budget | None = None) -> Prompt:
        """Return the prompt for a task: for the summary itself, or for a partial one of this budget."""
        if budget is None:
            return self.prompts.prompt(task, self.measure.length, self.measure.words)
        words = max(1, budget.maximum * self.measure.n_words // max(1, self.measure.n_tokens))
        return self.prompts.prompt(task, Length(words=words), words)

    def longest_output(self, prompt: Prompt) -> int | None:
        """Return how many tokens the model can write in one pass, None if nothing limits it."""
        limits = self.engine.limits
        if limits.is_shared and limits.input is not None:
            return max(1, (limits.input - prompt.overhead - self._reasoning(prompt)) // 2)
        return limits.output

    def _reasoning(self, prompt: Prompt) -> int:
        """Return how many tokens a model gets for thinking aloud."""
        if not prompt.opens_reasoning:
            return 0
        return min(_REASONING, (self.engine.limits.input or 4 * _REASONING) // 4)

    def room(self, prompt: Prompt, budget: Budget, beside: int = 0) -> int:
        """Return how many tokens of text fit into the prompt.

        Args:
            prompt: what is around the text.
            budget: how much may be written.
            beside: tokens of something else in the prompt, such as a summary to go on with.

        Raises:
            InvalidValueError: the prompt and the summary leave no room for a text.
        """
        limits = self.engine.limits
        if limits.input is None:
            return self.chunk_size or limits.default_chunk
        output = budget.maximum + self._reasoning(prompt) if limits.is_shared else 0
        room = limits.input - prompt.overhead - output - beside
        if room < _LEAST_ROOM:
            raise InvalidValueError(
                f"the model reads {limits.input} tokens; {prompt.overhead + beside} for the prompt and "
                f"{output} for the summary leave no room for a text; ask for a shorter summary, or choose "
                "another model"
            )
        return room if self.chunk_size is None else min(room, self.chunk_size)

    def request(self, prompt: Prompt, text: Ids, budget: Budget, summary: Ids | None = None) -> Request:
        """Return an input of the model, with a budget that it can keep to."""
        ids = prompt.fill(text=text) if summary is None else prompt.fill(text=text, summary=summary)
        longest = self.longest_output(prompt)
        if longest is not None:
            budget = budget.within(longest)
        budget = budget._replace(maximum=budget.maximum + self._reasoning(prompt))
        return Request(ids, budget, self.language_token)

    def write(self, requests: Sequence[Request], instead: Callable[[int], Output] | None = None) -> Steps:
        """Have the model write, and once more what came out empty or without the end of a sentence.

        Args:
            requests: the inputs.
            instead: what to take for an input, by its number, that the model has no words for.

        Raises:
            GenerationError: an output is empty again, and there is nothing to take instead.
        """
        outputs = yield list(requests)
        again = {place: self._second_try(requests[place], output) for place, output in enumerate(outputs)}
        retried = {place: request for place, request in again.items() if request is not None}
        if retried:
            second = yield list(retried.values())
            for place, output in zip(retried, second, strict=True):
                if has_word(output.text):
                    outputs[place] = output
        for place, output in enumerate(outputs):
            if not has_word(output.text):
                if instead is None:
                    raise GenerationError(
                        f"model {self.engine.loaded.name!r} wrote nothing, twice: it may not be one that "
                        "summarizes, or it spends all its tokens on reasoning; try a larger "
                        "generation={'max_new_tokens': …}"
                    )
                outputs[place] = instead(place)
        return outputs

    def _second_try(self, request: Request, output: Output) -> Request | None:
        """Return the request with more room, None if there is no need or no more room."""
        if output.is_usable:
            return None
        minimum, maximum = request.budget
        if self.engine.decoding.maximum is None:
            maximum = max(maximum, min(2 * maximum, self._most_tokens_after(request)))
        if not has_word(output.text):
            minimum = min(max(minimum, _MINIMUM_OF_SECOND_TRY), maximum)
        budget = Budget(minimum, maximum)
        return None if budget == request.budget else request._replace(budget=budget)

    def _most_tokens_after(self, request: Request) -> int:
        limits = self.engine.limits
        if limits.is_shared and limits.input is not None:
            return limits.input - len(request.ids)
        return limits.output or 2 * request.budget.maximum
