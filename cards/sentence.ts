import { localDate } from "#domain/calendar";
import { answerText } from "./form-card.ts";
import type { CaseView } from "./record-card.ts";
import { say } from "./text/sv.ts";

/** A record whose cards say it all in a sentence, where the kind has one: nothing in it is protected. */
export function sentenceOf(view: CaseView): string | undefined {
  const { kind, words, entry, people, reader } = view;
  const by = people.find(({ value }) => value === entry.by)?.label;
  const said = Object.entries(entry.answers).map(([name, answer]) => {
    const text = answerText(kind.form, words, view, name, answer);
    const ahead = kind.form.fields[name]?.type === "day" && String(answer) > localDate(view.now);
    return [name, { text, you: answer === reader, ...(ahead && { ahead }) }] as const;
  });
  return words.sentence?.({
    ...Object.fromEntries(said),
    ...(by && { by: { text: by, you: entry.by === reader } }),
  });
}

/** A role that somebody holds, as a line of a menu. */
export function seatLabel(role: string, unit?: string, name?: string): string {
  return [name, say.roleNames[role] ?? role, unit].flatMap((part) => part ?? []).join(", ");
}
