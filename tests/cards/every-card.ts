import type { Card } from "#cards/card";
import { formCard } from "#cards/form-card";
import { words } from "#cards/text/index";
import { type KindWords, withCarriedWords } from "#cards/text/words";
import { checklists } from "#domain/checklists/index";
import { type Draft, type Form, review, type Surface } from "#domain/form";
import { actForm, type Kind, withCarried } from "#domain/kind";
import { kinds } from "#domain/kinds/index";
import { reportingUnits } from "#domain/municipality";
import type { Answer, Entry, Instant, Problem } from "#domain/record";
import { osbyFile } from "#tests/journeys/osby";

/** Every card of every form step, drawn by both renderers, empty and as full as the form lets it be. */
const surfaces: readonly Surface[] = ["message", "dialog"];
export const units = reportingUnits(osbyFile()).map(({ id, name }) => ({ value: id, label: name }));
export const people = Array.from({ length: 40 }, (_, at) => ({
  value: `person${at}`,
  label: `Person ${at}`,
}));
/** As many people as a menu takes, with names of some length; and the seats of a larger municipality. */
const crowd = Array.from({ length: 100 }, (_, at) => ({
  value: `person${at}`.padEnd(20, "x"),
  label: `Person ${at} Exempelsson-Påhittad`,
}));
const seats = Array.from({ length: 60 }, (_, at) => ({
  value: `seat${at}`.padEnd(50, "x"),
  label: `Person ${at} Exempelsson-Påhittad, Avdelningschef, Missbruk och våld`,
}));
const now = "2026-03-10T11:00:00.000Z" as Instant;

/** The fields that not every kind has, asked for and left out. */
const rare: Form = {
  fields: {
    since: { type: "day" },
    until: { type: "day", ahead: true, optional: true },
    keeper: { type: "person" },
    helper: { type: "person", optional: true },
  },
  steps: [{ name: "rare", fields: ["since", "until", "keeper", "helper"], page: "rare" }],
};
const rareWords: KindWords = {
  name: "sällsynt",
  title: "Sällsynta frågor",
  commands: ["sällsynt"],
  fields: {
    since: { label: "Sedan när?" },
    until: { label: "Till när?", hint: "En vardag." },
    keeper: { label: "Vem ansvarar?" },
    helper: { label: "Vem hjälper till?" },
  },
  steps: { rare: { title: "När och vem?" } },
  acts: {},
  states: {},
  natures: {},
};

/** A record that carries what it asks, for kinds whose records do: something is short, and was the last time. */
export const carried = {
  id: "K7QF-3M2X",
  answers: {
    ...{ opens: "2026-03-02", closes: "2026-03-16", occurrence: "2026Q1", trend: ["2025Q3:3", "2025Q4:"] },
    ...Object.fromEntries(
      (checklists[0]?.sections ?? []).flatMap(({ items }) =>
        items.flatMap(({ id, answer }) => [
          ...(answer.type === "yesNo" || answer.type === "yesPartly" ? [[`q.${id}`, "no"]] : []),
          [`last.${id}`, "no"],
          [`lastDid.${id}`, "action"],
        ]),
      ),
    ),
  },
  sealed: {},
  checklist: checklists[0],
} as unknown as Entry;

/** A kind and its words, with what a record of it carries. */
export const carryingIn = (kind: Kind): { kind: Kind; words: KindWords } => ({
  kind: withCarried(kind, kind.carries && carried),
  words: withCarriedWords(words[kind.name as keyof typeof words], kind.carries && carried),
});

export const forms: { name: string; words: KindWords; form: Form }[] = [
  ...Object.values(kinds).flatMap((bare: Kind) => {
    const { kind, words: kindWords } = carryingIn(bare);
    const asked = Object.keys(kind.acts).map((act) => ({ act, form: actForm(kind, act) }));
    return [
      { name: kind.name, words: kindWords, form: kind.form },
      ...asked.flatMap(({ act, form }) =>
        form ? [{ name: `${kind.name}.${act}`, words: kindWords, form }] : [],
      ),
    ];
  }),
  { name: "rare", words: rareWords, form: rare },
];

const fullAnswers = (form: Form, danger: string): Record<string, Answer> => ({
  ...Object.fromEntries(
    Object.entries(form.fields).flatMap(([name, field]): [string, Answer][] => {
      if (field.type === "choice")
        return [[name, field.many ? [...field.options] : (field.options[0] ?? "")]];
      if (field.type === "moment") return [[name, "2026-03-09 afternoon"]];
      if (field.type === "day") return [[name, field.ahead ? "2026-03-11" : "2026-03-09"]];
      if (field.type === "person") return [[name, crowd[0]?.value ?? ""]];
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
  [...new Set(form.steps.flatMap(({ fields }) => fields))].map((field) => ({
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
  words,
  form,
}: (typeof forms)[number]): Generator<{ what: string; card: Card }> {
  // An act that asks something opens a dialog: nothing of it is ever drawn in the chat.
  // Only where it is asked does it change what is drawn.
  for (const surface of name.includes(".") ? (["dialog"] as const) : surfaces)
    for (const step of [...form.steps.map((each) => each.name), review])
      for (const full of [false, true])
        for (const danger of form.fields.danger ? ["no", "yes"] : ["no"]) {
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
            words,
            units,
            people: crowd,
            offers: { seat: seats, checklist: seats },
            act: name.split(".")[1],
            advice: Array.from({ length: 3 }, () => "Gränsen för att överväga lex Sarah är nådd."),
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

/** A card that leads out of the house. */
export const linkCard: Card = {
  title: "Rutinen",
  surface: "message",
  parts: [],
  buttons: [{ label: "Läs rutinen", url: "https://osby.example/rutin?id=1" }],
};
