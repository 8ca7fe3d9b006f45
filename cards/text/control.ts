import type { control, controlFields } from "#domain/kinds/control";
import type { Facts } from "#domain/record";
import { roleNames } from "./sv.ts";
import type { FieldWords, WordsOf } from "./words.ts";

/** The words of a plan for self-inspection. */

const { unitManager, departmentManager, director, sas, mas, mar, qualityCoordinator } = roleNames;

const every = {
  month: "Varje månad",
  quarter: "Varje kvartal",
  tertial: "Varje tertial",
  halfYear: "Varje halvår",
  year: "Varje år",
  dates: "På egna dagar",
} as const;

/** Shared with the kinds that give rise to plans. */
export const controlFieldWords = {
  checklist: { label: "Vilken checklista?", read: "Checklista" },
  below: {
    label: "Vilka ska svara?",
    read: "Enheter",
    options: { own: "Bara enheten", below: "Enheten och alla under den" },
  },
  theme: { label: "Tema", hint: "Till exempel Trygghet hösten 2026.", read: "Tema" },
  answers: {
    label: "Vem svarar?",
    read: "Vem svarar",
    options: { unitManager, departmentManager, director, sas, mas, mar, qualityCoordinator },
  },
  every: { label: "Hur ofta?", read: "Hur ofta", options: every },
  dates: { label: "Vilka dagar?", hint: "Månad och dag, till exempel 03-15, 09-15.", read: "Dagar" },
  window: {
    label: "Hur länge är den öppen?",
    read: "Öppen",
    options: { 7: "En vecka", 14: "Två veckor", 21: "Tre veckor", 30: "En månad" },
  },
  aggregated: {
    label: "Ska svaren visas för nivåerna ovanför?",
    read: "Visas uppåt",
    options: { no: "Nej, bara att den är gjord", yes: "Ja, även svaren" },
  },
  first: { label: "Från vilken dag?", read: "Från" },
} as const satisfies { [F in keyof typeof controlFields]: FieldWords<(typeof controlFields)[F]> };

export const controlStepWords = {
  which: { title: "Vad ska kontrolleras?" },
  where: { title: "Var?" },
  when: { title: "Hur ofta?" },
  dates: { title: "Vilka dagar?" },
  window: { title: "Vem, och hur länge?" },
} as const;

export const controlWords = {
  name: "plan för egenkontroll",
  title: "Plan för egenkontroll",
  commands: ["planera egenkontroll", "ny egenkontroll"],
  begin: "Planera egenkontroll",
  called: ({ title, checklist, every: often }: Facts) => {
    const name = String(title ?? checklist);
    return often ? `${name}, ${every[String(often) as keyof typeof every].toLowerCase()}` : name;
  },
  register: {
    commands: ["egenkontroller", "planer", "egenkontrollplan"],
    title: "Planer för egenkontroll",
    none: "Ingen egenkontroll är planerad.",
  },
  card: {
    fresh: "Plan för egenkontroll",
    taken: "Plan för egenkontroll",
    ended: "Avslutad plan",
    begun: "Planerad",
    received: "Egenkontrollen planerades",
  },
  receipt: {
    title: "Egenkontrollen är planerad",
    told: "Den som ska svara får ett kort när det är dags.",
    ended: "Planen är avslutad",
    read: "Öppna planen",
  },
  fields: {
    unit: { label: "På vilken enhet?", read: "Enhet" },
    ...controlFieldWords,
    endReason: { label: "Varför?", read: "Skäl" },
  },
  steps: {
    ...controlStepWords,
    end: {
      title: "Avsluta planen",
      text: "Inga fler egenkontroller börjar. De som redan är öppna kan besvaras.",
    },
  },
  acts: {
    open: { label: "Öppna", done: "öppnade planen" },
    change: { label: "Ändra planen", send: "Spara", done: "ändrade planen" },
    end: { label: "Avsluta planen", send: "Avsluta", done: "avslutade planen" },
  },
  states: { standing: "Gäller", ended: "Avslutad" },
  natures: {
    month: { type: "Egenkontroll varje månad" },
    quarter: { type: "Egenkontroll varje kvartal" },
    tertial: { type: "Egenkontroll varje tertial" },
    halfYear: { type: "Egenkontroll varje halvår" },
    year: { type: "Egenkontroll varje år" },
    dates: { type: "Egenkontroll på egna dagar" },
  },
} as const satisfies WordsOf<typeof control>;
