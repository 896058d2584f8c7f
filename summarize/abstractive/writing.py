"""One document and a model: what fits into a pass, how much may be written, and the requests."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from summarize.abstractive.budget import Budget, SizeEstimate
from summarize.abstractive.engines.base import Engine, Limits, Meter, PreparedPrompt, Request
from summarize.abstractive.output import Output
from summarize.abstractive.prompts import PromptWriter, Task
from summarize.abstractive.tokens import Tokens
from summarize.document import Document
from summarize.errors import GenerationError, InvalidValueError
from summarize.length import Length
from summarize.text.words import has_word

Steps = Generator[list[Request], list[Output], list[Output]]

# What a model has to see of a text at a time to make anything of it.
_LEAST_ROOM = 8
# Tokens that a reasoning model may need before the summary.
_REASONING = 2048
# A text may exceed the length that a model was trained with by this factor, if nothing else limits it.
_TOLERANCE = 1.25
# The least share of the length it was trained with that is left for a text beside prompt and summary.
_LEAST_SHARE = 0.25
# After a model has refused an input, the next one has at most this share of its tokens.
_SHRINKAGE_OF_INPUT = 0.75
# An empty output is requested again with at least this number of tokens.
_MINIMUM_OF_SECOND_TRY = 8


@dataclass(frozen=True)
class GenerationContext:
    """What a strategy needs of a document and a model.

    Attributes:
        document: the text.
        engine: the model.
        prompts: what is put around texts.
        length: the length that was asked for.
        chunk_size: largest number of tokens of text in one input, if the user gave one.
        input_limit: longest input that the model is known to read, where the engine is wrong about it.
        is_streamed: whether somebody reads the summary while it is written.
        meter: counts the tokens that go through the model.
    """

    document: Document
    engine: Engine
    prompts: PromptWriter
    length: Length | None
    chunk_size: int | None
    input_limit: int | None = None
    is_streamed: bool = False
    meter: Meter = field(default_factory=Meter)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the document."""
        return self.tokens_of(self.document)

    @property
    def limits(self) -> Limits:
        """What fits into one pass of the model."""
        limits = self.engine.profile.limits
        if self.input_limit is None:
            return limits
        return replace(limits, input=min(self.input_limit, limits.input or self.input_limit))

    def with_smaller_input(self, n_tokens: int) -> GenerationContext:
        """Return the context for a model that has refused an input.

        Args:
            n_tokens: tokens of the input and its output.
        """
        return replace(
            self, input_limit=min(int(_SHRINKAGE_OF_INPUT * n_tokens), self.limits.input or n_tokens)
        )

    @cached_property
    def size(self) -> SizeEstimate:
        """The size of the document, and of its summary."""
        return SizeEstimate.of(self.document, len(self.tokens), self.length)

    @property
    def uses_default_budget(self) -> bool:
        """Whether the lengths are those of the model's own configuration."""
        return self.length is None and self.engine.profile.default_budget is not None

    @cached_property
    def final(self) -> Budget:
        """What the model may write for the whole summary, in one pass."""
        profile = self.engine.profile
        default = profile.default_budget if self.uses_default_budget else None
        budget = profile.override.apply(default or self.size.budget)
        longest = self.longest_output(self.prompt_for_all)
        return budget if longest is None else budget.within(longest)

    @property
    def n_wanted(self) -> int:
        """How many tokens the summary is to have."""
        return self.size.tokens_of(self.size.words)

    def is_too_long_from(self, text: Tokens) -> bool:
        """Return whether a length was asked for that the model cannot write from a text in one pass.

        A summary that is merged from parts is at most half as long as what the model reads at a time.
        """
        if self.length is None or self.engine.profile.override.maximum is not None:
            return False
        longest = self.longest_output(self.prompt_for_all)
        if longest is not None and self.n_wanted > longest:
            return True
        room = self.room(self.prompt_for_all, self.final)
        return not self.fits(text, self.prompt_for_all) and self.n_wanted > room // 2

    def tokens_of(self, document: Document) -> Tokens:
        """Return the tokens of a text."""
        return self.engine.tokenize(document.text, _sentence_starts(document))

    @cached_property
    def prompt_for_all(self) -> PreparedPrompt:
        """The prompt for the whole text in one pass, which every strategy reckons with."""
        return self.prompt("summarize")

    def prompt(self, task: Task, budget: Budget | None = None) -> PreparedPrompt:
        """Return the prompt for a task: for the summary itself, or for a partial one of this budget."""
        if budget is None:
            return self.engine.prepare(self.prompts.prompt(task, self.size.length, self.size.words))
        words = self.size.words_of(budget.maximum)
        return self.engine.prepare(self.prompts.prompt(task, Length(words=words), words))

    def longest_output(self, prompt: PreparedPrompt) -> int | None:
        """Return how many tokens the model can write in one pass, None if nothing limits it."""
        limits = self.limits
        if limits.is_shared and limits.input is not None:
            return max(1, (limits.input - prompt.n_tokens - self._reasoning(prompt)) // 2)
        return limits.output

    def _reasoning(self, prompt: PreparedPrompt) -> int:
        """Return how many tokens a model gets for reasoning."""
        if not prompt.opens_reasoning:
            return 0
        return min(_REASONING, (self.limits.input or 4 * _REASONING) // 4)

    def room(self, prompt: PreparedPrompt, budget: Budget, n_others: int = 0) -> int:
        """Return how many tokens of text fit into the prompt.

        Args:
            prompt: what is around the text.
            budget: how much may be written.
            n_others: tokens of something else in the prompt, such as a summary to go on with.

        Raises:
            InvalidValueError: the prompt and the summary leave no room for a text.
        """
        limits = self.limits
        if limits.input is None:
            left = limits.default_chunk - prompt.n_tokens - n_others
            return self.chunk_size or max(left, int(_LEAST_SHARE * limits.default_chunk), 1)
        output = budget.maximum + self._reasoning(prompt) if limits.is_shared else 0
        room = limits.input - prompt.n_tokens - output - n_others
        if room < _LEAST_ROOM:
            raise InvalidValueError(
                f"the model reads {limits.input} tokens; {prompt.n_tokens + n_others} for the prompt and "
                f"{output} for the summary leave no room for a text; ask for a shorter summary, or choose "
                "another model"
            )
        return room if self.chunk_size is None else min(room, self.chunk_size)

    def fits(self, text: Tokens, prompt: PreparedPrompt) -> bool:
        """Return whether the model reads a text at once, to write the whole summary.

        A limit that is only the length that the model was trained with is exceeded a little rather than
        the text divided.
        """
        room = self.room(prompt, self.final)
        is_soft = self.limits.input is None and self.chunk_size is None
        return len(text) <= (_TOLERANCE * room if is_soft else room)

    def request(
        self,
        prompt: PreparedPrompt,
        text: Tokens,
        budget: Budget,
        summary: Tokens | None = None,
        *,
        is_last: bool = False,
    ) -> Request:
        """Return an input of the model, with a budget that it can keep to.

        Args:
            prompt: what is around the text.
            text: what the model reads.
            budget: how much may be written.
            summary: a summary to go on with.
            is_last: whether the output is the summary itself, which may be read while it is written.
        """
        longest = self.longest_output(prompt)
        if longest is not None:
            budget = budget.within(longest)
        n_read = len(text) + (0 if summary is None else len(summary))
        # The model's own lengths hold for a whole text, as in `generate`, and the user's for all.
        is_own = self.uses_default_budget and n_read == len(self.tokens)
        if not is_own and self.engine.profile.override.maximum is None:
            budget = budget.of_input(n_read)
        budget = budget._replace(maximum=budget.maximum + self._reasoning(prompt))
        request = replace(self.engine.request(prompt, budget, text, summary), meter=self.meter)
        # Reasoning has no opening mark in the output if the prompt ends with that mark.
        is_streamed = self.is_streamed and is_last and not prompt.opens_reasoning
        return replace(request, is_streamed=True) if is_streamed else request

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
            if len(requests) > 1:  # one of several texts that stand in a row already
                retried = {place: replace(each, is_streamed=False) for place, each in retried.items()}
            second = yield list(retried.values())
            for place, output in zip(retried, second, strict=True):
                if has_word(output.text):
                    outputs[place] = output
        for place, output in enumerate(outputs):
            if not has_word(output.text):
                if instead is None:
                    raise GenerationError(
                        f"model {self.engine.profile.name!r} wrote nothing, twice: it may not be one that "
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
        if self.engine.profile.override.maximum is None:
            maximum = max(maximum, min(2 * maximum, self._most_tokens_after(request)))
        if not has_word(output.text):
            minimum = min(max(minimum, _MINIMUM_OF_SECOND_TRY), maximum)
        budget = Budget(minimum, maximum)
        return None if budget == request.budget else replace(request, budget=budget)

    def _most_tokens_after(self, request: Request) -> int:
        limits = self.limits
        if limits.is_shared and limits.input is not None:
            return limits.input - request.n_tokens
        return limits.output or 2 * request.budget.maximum


def _sentence_starts(document: Document) -> Iterator[int]:
    # A generator: sentences are looked for only where an engine has no places of its own.
    for sentence in document.sentences:
        yield sentence.start
