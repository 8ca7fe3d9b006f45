import { isWebAddress } from "#domain/form";
import type { Kind } from "#domain/kind";
import type { RecordId } from "#domain/record";
import type { Button, Card, LinkButton, Row } from "./card.ts";
import { line } from "./record-card.ts";
import { say } from "./text/sv.ts";
import type { KindWords } from "./text/words.ts";

/** A record that was found: what it is called, what more is said of it, and where it is kept. */
export interface Found {
  readonly id: RecordId;
  readonly name: string;
  readonly more: readonly string[];
  readonly place: string;
  readonly state: string;
  /** Whether it holds: what somebody has proposed leads nowhere by a press. */
  readonly holds: boolean;
}

/** So many are shown: who finds not what they look for says more. */
const shown = 8;
/** So many of those have a button that leads straight there. */
const linked = 3;
const labelLength = 60;

/** What was found, the best first, each with where it is kept and the way there. */
export function searchCard({ kind, words }: { kind: Kind; words: KindWords }, found: readonly Found[]): Card {
  const best = found.slice(0, shown);
  const rest = found.length - best.length;
  const rows = best.map(({ id, name, more, place, state, holds }): Row => {
    const stands = holds && state === kind.states.at(0) ? [] : [words.states[state] ?? state];
    return {
      label: name,
      value: [...more, say.search.place(place), ...stands].filter(Boolean).join(". "),
      button: { label: say.pages.open, action: { do: "open", record: id }, opens: "dialog" },
    };
  });
  const links = best.filter(({ place, holds }) => holds && isWebAddress(place)).slice(0, linked);
  const listed: Button[] = words.register
    ? [
        {
          label: words.register.title,
          action: { do: "list", of: "register", kind: kind.name },
          opens: "turn",
        },
      ]
    : [];
  return {
    title: words.search?.title ?? words.title,
    surface: "message",
    parts: [
      ...(best.length === 0 ? [line(words.search?.none ?? "")] : [{ type: "rows", rows } as const]),
      ...(rest > 0 ? [line(say.search.more(rest), "subtle")] : []),
    ],
    buttons: [
      ...links.map(
        ({ name, place }): LinkButton => ({
          label: say.search.go(name.length > labelLength ? `${name.slice(0, labelLength)}…` : name),
          url: place,
        }),
      ),
      ...listed,
    ],
  };
}
