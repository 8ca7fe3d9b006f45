import type { Where } from "./figure.ts";
import type { Alike } from "./tally.ts";

/**
 * Records that might be, beside those that are: nobody who reads what is published can tell that they are not
 * there. A hidden number is safe when it might as well have been another (see `suppression.ts`), also where no
 * record yet has the other value: the only report of lex Sarah might have rested on another law.
 */
export function possibleBeside(
  records: readonly Alike[],
  guesses: readonly Where[],
  elsewhere: readonly { readonly month: string; readonly in: readonly string[] }[],
): Alike[] {
  const first = firstOfEach(records);
  const guessed = [...first.values()].flatMap((like) => guesses.map((guess) => guessedFrom(like, guess)));
  const any = first.values().next().value;
  const moved = any
    ? elsewhere.map(({ month, in: lies }) => ({ ...guessedFrom(any, { month }), in: lies }))
    : [];
  return [...guessed, ...moved];
}

/** The record, if it were otherwise in this: it is none that is there. */
function guessedFrom(like: Alike, guess: Where): Alike {
  const known = Object.entries(guess).filter(([name]) => name in like.values);
  const changed = Object.fromEntries(known.map(([name, value]) => [name, [value]]));
  return { ...like, values: { ...like.values, ...changed }, count: 0 };
}

/** For each membership one record, the same whatever order they come in. */
function firstOfEach(records: readonly Alike[]): ReadonlyMap<string, Alike> {
  const least = new Map<string, { key: string; record: Alike }>();
  for (const record of records) {
    const group = record.in.join("\n");
    const key = Object.values(record.values).join("\n");
    const known = least.get(group);
    if (!known || key < known.key) least.set(group, { key, record });
  }
  return new Map(
    [...least].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, { record }]) => [group, record]),
  );
}
