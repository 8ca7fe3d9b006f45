import type { Card } from "#cards/card";
import { formCard } from "#cards/form-card";
import { receiptCard } from "#cards/receipt-card";
import { type CaseView, caseCard, caseDialog } from "#cards/record-card";
import { words } from "#cards/text/index";
import { type Draft, type Form, review, type Surface } from "#domain/form";
import { actForm, type Kind } from "#domain/kind";
import { kinds } from "#domain/kinds/index";
import { reportingUnits } from "#domain/municipality";
import type { Answer, Entry, Instant, Problem } from "#domain/record";
import { osbyFile } from "#tests/journeys/osby";

/** Every card of every form step, drawn by both renderers, empty and as full as the form lets it be. */
const surfaces: readonly Surface[] = ["message", "dialog"];
export const units = reportingUnits(osbyFile()).map(({ id, name }) => ({ value: id, label: name }));
const now = "2026-03-10T11:00:00.000Z" as Instant;

export const forms: { name: string; kind: Kind; form: Form }[] = Object.values(kinds).flatMap(
  (kind: Kind) => [
    { name: kind.name, kind, form: kind.form },
    ...Object.keys(kind.acts).flatMap((act) => {
      const form = actForm(kind, act);
      return form ? [{ name: `${kind.name}.${act}`, kind, form }] : [];
    }),
  ],
);

const fullAnswers = (form: Form, danger: string): Record<string, Answer> => ({
  ...Object.fromEntries(
    Object.entries(form.fields).flatMap(([name, field]): [string, Answer][] => {
      if (field.type === "choice")
        return [[name, field.many ? [...field.options] : (field.options[0] ?? "")]];
      if (field.type === "moment") return [[name, "2026-03-09 afternoon"]];
      return field.type === "unit" ? [[name, units[0]?.value ?? ""]] : [];
    }),
  ),
  danger,
  shared: "yes",
});
const fullTexts = (form: Form) =>
  Object.fromEntries(
    Object.entries(form.fields).flatMap(([name, field]) =>
      field.type === "text" ? [[name, "å".repeat(field.max)]] : [],
    ),
  );
const allWrong = (form: Form): Problem[] =>
  Object.keys(form.fields).map((field) => ({
    key: "personalNumber",
    field,
    with: { line: "12", column: "345" },
  }));

export function draftAt(
  name: string,
  step: string,
  answers: Record<string, Answer>,
  sealed: readonly string[],
): Draft {
  const blank = { iv: "", ct: "", tag: "" };
  return {
    tenant: "osby",
    person: "p".repeat(20),
    form: name,
    id: "K7QF-3M2X",
    nonce: "n".repeat(22),
    rev: 1,
    step,
    seen: ["danger"],
    answers,
    sealed: Object.fromEntries(sealed.map((field) => [field, blank])),
    key: "",
    startedAt: now,
    touchedAt: now,
    ...(name.includes(".") && { about: { record: "K7QF-3M2X", version: 1 } }),
  } as unknown as Draft;
}

export function* cardsOf({
  name,
  kind,
  form,
}: (typeof forms)[number]): Generator<{ what: string; card: Card }> {
  const kindWords = words[kind.name as keyof typeof words];
  for (const surface of surfaces)
    for (const step of [...form.steps.map((each) => each.name), review])
      for (const full of [false, true])
        for (const danger of ["no", "yes"]) {
          const texts = full ? fullTexts(form) : {};
          const draft = draftAt(
            name,
            step,
            full ? fullAnswers(form, danger) : { danger },
            Object.keys(texts),
          );
          const view = {
            form,
            draft,
            words: kindWords,
            units,
            texts,
            danger: ["Fara för liv: ring 112 nu.", `Jour: ${"Namn 070-174 06 05, ".repeat(4)}`],
            problems: full ? allWrong(form) : [],
          };
          yield {
            what: `${surface} ${step} ${full ? "full" : "empty"} danger:${danger}`,
            card: formCard(view, surface),
          };
        }
}

/** The cards of a case, as full as they come. */
export function caseCards(): Card[] {
  const kind = kinds.deviation;
  const entry = {
    id: "K7QF-3M2X",
    kind: kind.name,
    state: "received",
    version: 3,
    unit: units[0]?.value,
    urgent: true,
    restricted: true,
    by: "anna",
    reportedAt: now,
    answers: fullAnswers(kind.form, "yes"),
    sealed: {},
    errands: [],
    law: Array.from({ length: 6 }, () => ({
      id: "x",
      title: "Socialtjänstlagen (2025:400)",
      section: "27 kap. 2 §",
    })),
  } as unknown as Entry;
  const view: CaseView = {
    kind,
    words: words.deviation,
    entry,
    units,
    jour: Array.from({ length: 4 }, () => "Namn Namnsson 070-174 06 05"),
    told: ["unitManager", "sas", "director"],
    whistleblower: "https://example.se/visselblasa",
    sight: "full",
    may: Object.keys(kind.acts),
    now,
    taker: { name: "N".repeat(100), at: now },
  };
  const { taker: _, ...untaken } = view;
  return [
    caseCard(view),
    caseCard({ ...untaken, sight: "harm" }),
    receiptCard(untaken, "message"),
    receiptCard({ ...view, sight: undefined }, "dialog"),
    caseDialog(view, Object.keys(kind.form.fields), fullTexts(kind.form), "N".repeat(100)),
  ];
}
