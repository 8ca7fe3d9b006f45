import { isDay } from "#domain/calendar";
import type { Item } from "#domain/checklist";
import {
  checklistOf,
  chosenIn,
  doneIn,
  drawnIn,
  fieldOf,
  type Part,
  partsOf,
  reasonsIn,
  shortIn,
  undecided,
} from "#domain/checklist-form";
import { checklists } from "#domain/checklists/index";
import type { selfInspection } from "#domain/kinds/self-inspection";
import type { Answer, Entry, Facts } from "#domain/record";
import { shownMoment, shownMonth } from "../when.ts";
import { actionFieldWords, actionStepWords } from "./action.ts";
import { deviationWords } from "./deviation.ts";
import { listed } from "./sv.ts";
import type { FieldWords, KindWords, WordsOf } from "./words.ts";

/** The words of a run of a self-inspection. What it asks it carries itself, in the words of its checklist. */

const types = {
  checklist: "Checklista",
  selfAssessment: "Självskattning",
  survey: "Enkät",
  documentReview: "Granskning av dokumentation",
  accessLogReview: "Loggkontroll",
} as const;

const answerWords: Readonly<Record<string, string>> = {
  yes: "Ja",
  partly: "Delvis",
  no: "Nej",
  notApplicable: "Ej aktuellt",
  1: "1 Stämmer inte alls",
  2: "2",
  3: "3 Stämmer delvis",
  4: "4",
  5: "5 Stämmer helt",
};

const dealtWords: Readonly<Record<string, string>> = {
  action: "Ni bestämde en åtgärd.",
  deviation: "Det blev en avvikelse.",
  accepted: "Ni godtog bristen.",
};

const dealtNow: Readonly<Record<string, string>> = {
  action: "Det ska åtgärdas.",
  deviation: "Det är rapporterat som avvikelse.",
  accepted: "Ni godtar det, med skäl.",
};

const { nature, category, what, consequence, measures } = deviationWords.fields;

/** An answer in words: a choice, a share, a day or that there was none. */
const answerIn = (answer: Answer, type: Item["answer"]["type"] | undefined): string =>
  [answer]
    .flat()
    .map((each) => {
      if (type === "day") return each === "no" ? "Aldrig" : shownMoment(each);
      return answerWords[each] ?? each.replace("/", " av ");
    })
    .join(", ");

/** What was answered the last time, and what was done about it. */
function lastTime({ answers }: Entry, { id, answer }: Item): string | undefined {
  const was = answers[`last.${id}`];
  if (!was) return undefined;
  return `Förra gången: ${answerIn(was, answer.type)}. ${dealtWords[String(answers[`lastDid.${id}`] ?? "")] ?? ""}`.trim();
}

const hintOf = (parts: readonly (string | undefined)[]): { hint?: string } => {
  const hint = parts.filter(Boolean).join(" ");
  return hint ? { hint } : {};
};

/** So much of an item stands in a menu, whose options are short: the whole stands above it. */
const menuLength = 60;

/** Above a menu of more than this many they are not written out again: the run lists them, by their numbers. */
const writtenOut = 8;

const numbered = (number: number, text: string) => `${number}. ${text}`;

function named(number: number, text: string, few: boolean): { label: string; hint: string } | string {
  const label = numbered(number, text);
  if (label.length <= menuLength) return label;
  const cut = label.slice(0, menuLength);
  const short = `${cut.slice(0, cut.lastIndexOf(" "))} …`;
  return few ? { label: short, hint: text } : short;
}

const titleOf = ({ title, n, of }: Part) => (of === 1 ? title : `${title} (${n} av ${of})`);

/** The words of an item's fields. */
function itemWords(item: Item, entry: Entry): KindWords["fields"] {
  const { id, text, answer, hint, routine } = item;
  const name = fieldOf(id);
  const more = hintOf([hint, routine && `Rutin: ${routine}.`]);
  const effect = {
    [`effect.${id}`]: {
      label: "Förra gången var det en brist. Hjälpte det ni gjorde?",
      read: `${text} Hjälpte det?`,
      options: answerWords,
      ...hintOf([lastTime(entry, item)]),
    },
  };
  switch (answer.type) {
    case "share":
      return {
        ...effect,
        [`${name}.of`]: { label: `${text} Hur många såg ni på?`, read: `${text} Av`, ...more },
        [`${name}.met`]: {
          label: "För hur många av dem stämde det?",
          read: `${text} Stämde för`,
        },
      };
    case "day":
      return {
        ...effect,
        [name]: { label: `${text} Vilken dag?`, read: text, options: { no: "Aldrig" }, ...more },
        [`${name}.never`]: {
          label: "Eller: har det aldrig gjorts?",
          read: `${text} Aldrig gjort`,
          options: { yes: "Nej, aldrig" },
        },
      };
    default:
      return { ...effect, [name]: { label: text, options: answerWords, ...more } };
  }
}

/** The words of what a run asks by its checklist. */
function carries(entry: Entry): Pick<KindWords, "fields" | "steps"> {
  const { sections, intro } = checklistOf(entry);
  const items = sections.flatMap((section) => section.items);
  const { answered, of } = doneIn(entry);
  const drawn = drawnIn(entry);
  const few = undecided(entry).length <= writtenOut;
  const texts = Object.fromEntries(items.map(({ id, text }, at) => [id, named(at + 1, text, few)]));
  const parts = partsOf(checklistOf(entry));
  return {
    fields: {
      ...Object.assign({}, ...items.map((item) => itemWords(item, entry))),
      section: {
        label: "Vilken del vill du ändra?",
        options: Object.fromEntries(parts.map((part) => [part.name, titleOf(part)])),
      },
      short: { label: "Vilken brist gäller det?", read: "Brist", options: texts },
      population: {
        label: "Hur många finns det att välja bland?",
        hint: "Räkna ärendena i er egen lista. Du får veta vilka nummer i listan som ska granskas.",
        read: "Att välja bland",
      },
    },
    steps: Object.fromEntries(
      parts.map((part, at) => [
        part.name,
        {
          title: titleOf(part),
          text: [
            `Del ${at + 1} av ${parts.length}: ${titleOf(part)}.`,
            `${answered} av ${of} frågor har svar. Du kan lämna något tomt och komma tillbaka.`,
            ...(at === 0 && intro ? [intro] : []),
            ...(drawn.length > 0 ? [`Granska nummer ${listed(drawn.map(String))} i er lista.`] : []),
          ].join(" "),
        },
      ]),
    ),
  };
}

const partNames: Readonly<Record<string, string>> = { Q: "kvartal", T: "tertial", H: "halvår" };

/** One of the times that a plan comes, by its key: `kvartal 1 2026`, `mars 2026`, `2026`, `15 januari 2026`. */
function timeIn(key: string): string {
  const [, year, part = "", n] = /^(\d{4})([QTH])(\d)$/.exec(key) ?? [];
  if (year) return `${partNames[part]} ${n} ${year}`;
  if (isDay(key)) return shownMoment(key);
  return /^\d{4}-\d\d$/.test(key) ? shownMonth(`${key}-01`).toLowerCase() : key;
}

/** What is left before it can be handed in. */
function left(entry: Entry): string | undefined {
  if (entry.state !== "open") return undefined;
  const { answered, of } = doneIn(entry);
  const short = undecided(entry).length;
  if (answered < of) return `${of - answered} av ${of} frågor är kvar. Tryck Svara.`;
  if (short > 0)
    return `Alla frågor har svar. Bestäm vad ni gör åt ${short === 1 ? "bristen" : `de ${short} bristerna`}, sedan kan du lämna in.`;
  return "Allt är besvarat. Lämna in. Sedan kan ni inte ändra svaren.";
}

/** An item of a checklist by its code, and whether anything was short. */
function values(fact: string, value: string): string | undefined {
  if (fact === "withShort") return value === "yes" ? "Med brister" : "Utan brister";
  if (fact !== "short") return undefined;
  const [list = "", id = ""] = value.split("/");
  const checklist = checklists.find((each) => each.id === list.split("@")[0]);
  const item = checklist?.sections.flatMap(({ items }) => items).find((each) => each.id === id);
  return item && `${item.text} (${checklist?.title ?? ""})`;
}

/** The shortcomings first, and what is done about each. */
function summary(entry: Entry): ReturnType<NonNullable<KindWords["summary"]>> {
  const isMissed = entry.state === "missed";
  const { answered, of } = doneIn(entry);
  if (answered === 0) return isMissed ? { title: "Ingen svarade i tid.", rows: [] } : undefined;
  const items = checklistOf(entry).sections.flatMap((section) => section.items);
  const left = isMissed ? "" : "Bestäm vad ni gör.";
  const numberOf = (item: string) => items.findIndex(({ id }) => id === item) + 1;
  const inWords = (was: string, item: string) => answerIn(was, items[numberOf(item) - 1]?.answer.type);
  const labelOf = (item: string) => numbered(numberOf(item), items[numberOf(item) - 1]?.text ?? item);
  const short = shortIn(entry);
  const rows = short.map(({ item, was, did }) => {
    const value = `${inWords(was, item)}. ${dealtNow[String(did ?? "")] ?? left}`.trim();
    return { label: labelOf(item), value };
  });
  const said = chosenIn(entry);
  const rest = said
    .filter(({ item }) => !short.some((each) => each.item === item))
    .map(({ item, was }) => ({ label: labelOf(item), value: inWords(was, item) }));
  const title = rows.length > 0 ? `Brister: ${rows.length}` : "Inga brister så långt.";
  return {
    title: isMissed ? `Lämnades inte in i tid. ${answered} av ${of} frågor är besvarade. ${title}` : title,
    rows,
    rest: { title: "Övriga svar", rows: rest },
    told: said.flatMap(({ fields }) => fields),
    called: Object.fromEntries(
      reasonsIn(entry).map(({ field, item }) => [field, `Skäl att godta brist ${numberOf(item)}`]),
    ),
  };
}

export const selfInspectionWords = {
  name: "egenkontroll",
  title: "Egenkontroll",
  commands: ["starta egenkontroll"],
  begin: "Egenkontroll",
  called: ({ title }: Facts) => (typeof title === "string" ? `Egenkontroll: ${title}` : undefined),
  sorted: true,
  carries,
  summary,
  left,
  values,
  trend: {
    title: "Brister, gång för gång",
    time: "När",
    count: "Brister",
    none: "Inte inlämnad",
    key: timeIn,
  },
  card: {
    fresh: "Egenkontroll att svara på",
    taken: "Egenkontroll",
    ended: "Egenkontrollen är klar",
    missed: "Tiden för egenkontrollen har gått ut",
    begun: "Skickad",
    received: "Egenkontrollen började",
  },
  again: {
    own: "Egenkontrollen är inte klar. Det du har svarat är sparat.",
    others: (role) => `Egenkontrollen är inte klar. Den ligger hos ${role}.`,
  },
  fields: {
    unit: { label: "Enhet" },
    type: { label: "Sort", options: types },
    theme: { label: "Tema" },
    opens: { label: "Öppen från", read: "Öppen från" },
    closes: { label: "Svara senast", read: "Svara senast" },
    section: { label: "Vilken del vill du ändra?", options: {} },
    short: { label: "Vilken brist gäller det?", read: "Brist", options: {} },
    acceptReason: {
      label: "Varför kan det vara så här?",
      hint: "Nästa gång kommer frågan igen.",
      read: "Skäl till att bristen godtas",
    },
    nature,
    category,
    what,
    consequence,
    measures,
    ...actionFieldWords,
  } satisfies { [F in keyof (typeof selfInspection)["form"]["fields"]]: FieldWords<never> | object },
  steps: {
    ...actionStepWords,
    section: { title: "Ändra svar" },
    short: { title: "Bristen" },
    deviation: { title: "Avvikelsen" },
    accept: { title: "Godta bristen" },
  },
  acts: {
    open: { label: "Öppna", done: "öppnade egenkontrollen" },
    answer: { label: "Svara", send: "Spara", done: "sparade svar i egenkontrollen" },
    change: { label: "Ändra svar", send: "Spara", done: "ändrade svar" },
    addAction: { label: "Åtgärda bristen", send: "Spara", done: "bestämde en åtgärd för en brist" },
    report: {
      label: "Rapportera som avvikelse",
      send: "Rapportera",
      done: "rapporterade en brist som avvikelse",
    },
    accept: { label: "Godta bristen", send: "Spara", done: "godtog en brist" },
    submit: { label: "Lämna in", done: "lämnade in egenkontrollen" },
  },
  states: { open: "Ska besvaras", submitted: "Inlämnad", missed: "Missad" },
  natures: {
    checklist: { type: types.checklist },
    selfAssessment: { type: types.selfAssessment },
    survey: { type: types.survey },
    documentReview: { type: types.documentReview },
    accessLogReview: { type: types.accessLogReview },
  },
  deadlines: { answered: "Ska vara inlämnad" },
} as const satisfies WordsOf<typeof selfInspection>;
