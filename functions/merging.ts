import { isDeepStrictEqual } from "node:util";
import { type Answer, type Answers, baseOf, type Entry } from "#domain/record";
import type { Texts } from "./drafts.ts";

/** Where several answer at the same time: what each has changed since it was shown goes in beside what the others have. */

/** What a record says, to compare with later: its answers, and of each text which sealing of it that was. */
export const saidIn = ({ answers, sealed }: Pick<Entry, "answers" | "sealed">): Answers => ({
  ...answers,
  ...Object.fromEntries(Object.entries(sealed).map(([name, { tag }]) => [name, tag])),
});

/** What somebody says, and what the record said when that was shown to them. */
interface Late {
  readonly answers: Answers;
  readonly texts: Texts;
  readonly shown: Answers;
}

/**
 * What of it they have changed: the rest is no answer of theirs. `clashes`: the fields that somebody else has answered
 * otherwise meanwhile, which are never written over unseen. `texts`: the record's own, with those they took the place of.
 */
export function merged(
  entry: Pick<Entry, "answers" | "sealed">,
  texts: Texts,
  { shown, ...said }: Late,
): { answers: Answers; texts: Texts; clashes: readonly string[] } {
  const now = saidIn(entry);
  const shownText = (name: string) => {
    const sealed = Object.entries(entry.sealed).find(
      ([each, { tag }]) => baseOf(each) === name && tag === shown[name],
    );
    return sealed && texts[sealed[0]];
  };
  const answers = changed(said.answers, [shown, entry.answers]);
  const written = Object.keys(said.texts).map((name) => [name, shownText(name) ?? ""] as const);
  const changedTexts = changed(said.texts, [Object.fromEntries(written), texts]);
  const names = [...Object.keys(answers), ...Object.keys(changedTexts)];
  return {
    answers,
    texts: changedTexts,
    clashes: names.filter((name) => !isDeepStrictEqual(now[name], shown[name])),
  };
}

/** What is said otherwise than it ever was. */
function changed<T extends Answer>(
  said: Readonly<Record<string, T>>,
  known: readonly Answers[],
): Readonly<Record<string, T>> {
  const isKnown = (name: string, value: T) => known.some((each) => isDeepStrictEqual(each[name], value));
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => !isKnown(name, value)));
}
