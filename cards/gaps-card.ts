import type { Button, Card } from "./card.ts";
import { line } from "./record-card.ts";
import { listed, say } from "./text/sv.ts";

/** What a unit must have and has not. */
export interface Gap {
  readonly unit: string;
  readonly names: readonly string[];
}

const perPage = 10;

/** What is missing, unit by unit, a page at a time; undefined: the reader answers for no unit. */
export function gapsCard(
  asked: { readonly missing: readonly Gap[]; readonly required: boolean } | undefined,
  page: number,
): Card {
  const { missing, required } = asked ?? { missing: [], required: false };
  const at = Math.min(page, Math.max(0, Math.ceil(missing.length / perPage) - 1));
  const rows = missing
    .slice(at * perPage, (at + 1) * perPage)
    .map(({ unit, names }) => ({ label: unit, value: listed(names) }));
  const rest = missing.length - at * perPage - rows.length;
  const turn = (label: string, to: number): Button => ({
    label,
    action: { do: "gaps", page: to },
    opens: "turn",
  });
  const none = required ? say.gaps.none : say.gaps.notAsked;
  return {
    title: say.gaps.title,
    surface: "message",
    parts: asked
      ? missing.length > 0
        ? [line(say.gaps.text), { type: "rows", rows }]
        : [line(none)]
      : [line(say.lists.notYours)],
    buttons: [
      ...(rest > 0 ? [turn(say.lists.more(rest), at + 1)] : []),
      ...(at > 0 ? [turn(say.lists.back, at - 1)] : []),
    ],
  };
}
