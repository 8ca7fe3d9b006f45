import type { CompiledDocument } from "../documents/compiled.ts";
import { compiled, compiledNames } from "../documents/index.ts";
import { ask, type Field, type Step } from "../form.ts";
import type { Act, CaseDocument, Kind } from "../kind.ts";
import { roleCodes } from "../municipality-codes.ts";
import { periodAround, periodBefore } from "../period.ts";
import type { Answers } from "../record.ts";
import { actionFields, actionSteps } from "./action.ts";

/**
 * A compilation (SOSFS 2011:9 6 kap., Osby 5.4.3): figures of a period that somebody analyses, another approves and the
 * committee gets. Which figures and headings is the document's; who writes, approves and receives it, and when,
 * is the municipality's.
 */

const documentOf = ({ document }: Answers): CompiledDocument =>
  compiled[compiledNames.find((name) => name === document) ?? "halfYear"];

/** The document, and what goes with it to those who may know more. */
function documentsOf(answers: Answers): readonly CaseDocument[] {
  const { annex, ...document } = documentOf(answers);
  return annex ? [document, annex] : [document];
}

/** The headings of a document under which something is written. */
const headingsOf = (document: CompiledDocument) => document.sections.flatMap(({ fields = [] }) => fields);
export const headingFields = [...new Set(compiledNames.flatMap((name) => headingsOf(compiled[name])))];

/** Which of a document's headings is written under: what there is to choose from is each document's own. */
const choiceOf = (name: string) => `${name}Heading`;

const texts: Readonly<Record<string, Field>> = Object.fromEntries(
  headingFields.map((name) => [name, { type: "text", max: 2500, multiline: true } as const]),
);
const choices: Readonly<Record<string, Field>> = Object.fromEntries(
  compiledNames.map((name) => [
    choiceOf(name),
    { type: "choice", options: headingsOf(compiled[name]) } as const,
  ]),
);

const writing: readonly Step[] = compiledNames.flatMap((name): Step[] => [
  {
    name: choiceOf(name),
    fields: [choiceOf(name)],
    page: choiceOf(name),
    when: [{ field: "document", is: name }],
  },
  ...compiled[name].sections.flatMap((each): Step[] => {
    const { fields = [], figures = [], joint = [] }: CompiledDocument["sections"][number] = each;
    const beside = [...figures, ...joint.map((table) => table.name)];
    return fields.map((field) => ({
      name: `${name}-${field}`,
      fields: [field],
      page: field,
      when: [
        { field: "document", is: name },
        { field: choiceOf(name), is: field },
      ],
      ...(beside.length > 0 && { beside }),
      sends: true,
    }));
  }),
]);

const working = ["ready", "analysis"] as const;
const made = [...working, "submitted", "approved", "committee", "decided", "followed"] as const;

/** A form of one step. */
const acts = {
  open: {
    from: ["counting", "preview", ...made, "withdrawn"],
    who: ["owner", "desk", "sas", "reader", "manager"],
    on: [],
    quiet: true,
  },
  write: {
    from: working,
    to: "analysis",
    who: ["desk"],
    on: ["case", "dialog"],
    asks: writing,
    renews: true,
  },
  addAction: {
    from: [...working, "submitted", "approved", "committee", "decided"],
    who: ["desk", "sas"],
    on: ["dialog"],
    asks: actionSteps,
    makes: { kind: "action", answers: () => ({ source: "compilation" }) },
    freely: true,
  },
  submit: {
    from: ["analysis"],
    to: "submitted",
    who: ["desk"],
    on: ["dialog"],
    guards: ["written"],
    tells: [{ who: "desk" }],
  },
  sendBack: {
    from: ["submitted"],
    to: "analysis",
    who: ["desk"],
    on: ["dialog"],
    asks: ask("sendBack", "sendBackReason"),
    tells: [{ who: "desk" }],
  },
  approve: {
    from: ["submitted"],
    to: "approved",
    who: ["desk"],
    on: ["dialog"],
    cites: true,
    tells: [{ who: "desk" }, { role: "sas" }],
  },
  present: {
    from: ["approved"],
    to: "committee",
    who: ["desk"],
    on: ["case", "dialog"],
    asks: ask("present", "meetingOn", "diaryNumber"),
  },
  decide: {
    from: ["approved", "committee"],
    to: "decided",
    who: ["desk"],
    on: ["case", "dialog"],
    asks: ask("decide", "decidedOn", "paragraph", "decision"),
    cites: true,
    tells: [{ who: "desk" }, { role: "director" }],
  },
  followDecision: {
    from: ["decided"],
    to: "followed",
    who: ["desk"],
    on: ["case", "dialog"],
    asks: ask("followDecision", "outcome"),
  },
  correct: {
    from: ["ready", "analysis", "submitted", "approved", "committee", "decided"],
    to: "counting",
    who: ["sas", "desk"],
    on: ["dialog"],
    asks: ask("correct", "correctionReason"),
  },
  withdraw: { from: ["preview", "ready"], to: "withdrawn", who: ["owner", "desk"], on: ["dialog"] },
} as const satisfies Readonly<Record<string, Act>>;

export const compilation = {
  name: "compilation",
  starts: ["sas", "director", "departmentManager", "unitManager", "qualityCoordinator"],
  form: {
    fields: {
      // What is written is what is read first.
      ...texts,
      document: { type: "choice", options: compiledNames },
      span: { type: "choice", options: ["current", "last"] },
      unit: { type: "unit", known: "role.unit" },
      asker: { type: "person" },
      preview: { type: "choice", options: ["yes", "no"] },
      from: { type: "day" },
      to: { type: "day" },
      writes: { type: "choice", options: roleCodes },
      approves: { type: "choice", options: roleCodes },
      receives: { type: "choice", options: roleCodes },
      ...choices,
      sendBackReason: { type: "text", max: 800, multiline: true },
      meetingOn: { type: "day", since: "today", optional: true },
      diaryNumber: { type: "text", max: 40, optional: true },
      decidedOn: { type: "day" },
      paragraph: { type: "text", max: 20 },
      decision: { type: "text", max: 1000, multiline: true },
      outcome: { type: "text", max: 1500, multiline: true },
      correctionReason: { type: "text", max: 500, multiline: true },
      ...actionFields,
    },
    steps: [
      { name: "document", fields: ["document"], press: "document", page: "document" },
      { name: "span", fields: ["span"], press: "span", page: "document", sends: true },
    ] as const satisfies readonly Step[],
  },
  states: ["counting", "preview", ...made, "withdrawn"],
  ended: ["preview", "followed", "withdrawn"],
  holder: { field: "asker", states: ["preview"] },
  desks: {
    counting: { field: "writes" },
    ready: { field: "writes" },
    analysis: { field: "writes" },
    submitted: { field: "approves" },
    approved: { field: "receives" },
    committee: { field: "receives" },
    decided: { field: "writes" },
  },
  acts,
  guards: {
    /** A summary is the least that whoever approves must have to read. */
    written: { holds: ({ sealed }) => "summary" in sealed, otherwise: "noSummary" },
  },
  routes: [
    {
      desk: ["sas", "director"],
      restricted: false,
      tells: [{ who: "desk", after: { hours: 1, whileIn: ["counting"] } }],
    },
  ],
  nature: { field: "document", unset: "halfYear" },
  happened: [],
  facts: ["document", "from", "to", "preview"],
  compiles: {
    in: "counting",
    act: "count",
    to: ({ preview }) => (preview === "yes" ? "preview" : "ready"),
    begin: (answers, by, today, { compilations }) => {
      if (answers.from) return answers;
      const { period, ...people } = compilations.find(({ document }) => document === answers.document) ?? {
        period: documentOf(answers).period,
        writes: "sas",
        approves: "director",
        receives: "committeeSecretary",
      };
      const { from, to } =
        answers.span === "last" ? periodBefore(period, today) : periodAround(period, today);
      const { writes, approves, receives } = people;
      return { ...answers, preview: "yes", asker: by, from, to, writes, approves, receives };
    },
    // What is not published is not shown in the chat.
    shows: (answers) => (documentOf(answers).open ? [] : ["deviation/trend", "deviation/monthly"]),
    where: (answers) => documentOf(answers).where ?? {},
    period: { from: "from", to: "to" },
    published: "approved",
    void: "withdrawn",
    isPreview: ({ preview }) => preview === "yes",
  },
  readers: ["sas", "director", "departmentManager", "committeeSecretary", "qualityCoordinator"],
  documents: documentsOf,
  harm: [],
  shelf: "standing",
  law: () => ["managementSystem"],
} as const satisfies Kind;
