import { workingDaysBetween } from "../calendar.ts";
import { complaintFigures } from "../figures/complaint.ts";
import { ask } from "../form.ts";
import type { Act, Kind, Route } from "../kind.ts";
import type { Answers, LocalDate } from "../record.ts";
import { actionFields, actionSteps } from "./action.ts";
import {
  complaintGuards,
  inquired,
  isOwed,
  isReached,
  isUnjudged,
  isUnmet,
  types,
} from "./complaint-guards.ts";
import { deviation } from "./deviation.ts";
import { proposalFields, proposalSteps } from "./proposal.ts";

/**
 * What somebody outside has said of the operation, as a member of staff registers it (SOSFS 2011:9 5 kap. 3 §): a
 * complaint, a suggestion, a question or praise. It ends in a finding, whether it was a deviation, and in an answer.
 */

const asked = deviation.form.fields;
const yesNo = ["yes", "no"] as const;
const text = (max: number) => ({ type: "text", max, multiline: true }) as const;
const ways = ["phone", "letter", "email", "visit"] as const;

const working = ["received", "handling", "judged"] as const;
const open = [...working, "waiting"] as const;
const states = [...open, "closed", "mistaken"] as const;

/** Who may be reached: all but those who did not say who they are. */
const known = ["person", "relative", "guardian", "other"] as const;
const looked = { field: "type", is: inquired } as const;
const isDeviation = { field: "finding", is: "yes" } as const;
/** Where it stands once somebody works with it, by whether it has been judged. */
const stands = [{ when: { field: "finding", is: yesNo }, to: "judged" }, { to: "handling" }] as const;

/** What of a finding is said of the deviation that it was, and goes to that. */
const ofDeviation = [
  "nature",
  "concerns",
  "happened",
  "what",
  "consequence",
  "measures",
  "measuresText",
] as const;

const acts = {
  take: {
    from: ["received"],
    to: "handling",
    who: ["desk"],
    on: ["case"],
    guards: ["untaken", "free"],
    takes: true,
  },
  takeOver: { from: open, who: ["desk"], on: ["dialog"], guards: ["free", "another"], takes: true },
  open: {
    from: states,
    who: ["reporter", "desk", "sas", "manager", "leader"],
    on: [],
    quiet: true,
  },
  wrongUnit: {
    from: ["received"],
    who: ["reporter"],
    on: ["receipt", "dialog"],
    guards: ["unopened"],
    asks: ask("unit", "unit"),
    moves: true,
    routes: true,
  },
  acknowledge: {
    from: working,
    to: stands,
    who: ["desk"],
    on: ["case"],
    guards: ["free", "unconfirmed"],
    takes: true,
    shows: ["answerHow", "contact"],
    asks: ask("acknowledge", "acknowledgedHow", "acknowledgedOn"),
  },
  judge: {
    from: working,
    to: "judged",
    who: ["desk"],
    on: ["case"],
    guards: ["free", "inquired", "unfound"],
    takes: true,
    cites: true,
    shows: ["told"],
    asks: [
      { name: "finding", fields: ["finding"], press: "finding", page: "finding" },
      {
        name: "deviation",
        fields: ofDeviation,
        page: "deviation",
        when: [isDeviation],
      },
      { name: "findingReason", fields: ["findingReason"], page: "findingReason", sends: true },
    ],
    makes: {
      kind: "deviation",
      when: isDeviation,
      fields: ofDeviation,
      answers: ({ involved, law, category, receivedOn }): Answers => ({
        danger: "no",
        ...{ involved: involved ?? "no", law: law ?? "unknown", category: category ?? "unknown" },
        discovered: receivedOn ?? "unknown",
      }),
    },
  },
  answer: {
    from: working,
    to: stands,
    who: ["desk"],
    on: ["case"],
    guards: ["free", "inquired", "reachable", "unanswered"],
    takes: true,
    shows: ["told", "answerHow", "contact"],
    keeps: () => ({ answered: "yes" }),
    asks: [
      { name: "answer", fields: ["answerText"], page: "answer", sends: true },
      {
        name: "answerSent",
        fields: ["answeredHow", "answeredOn"],
        page: "answer",
        when: [{ field: "sender", is: known }],
        sends: true,
      },
    ],
  },
  // The wish was taken back, or nobody is there to answer any more.
  noAnswer: {
    from: working,
    who: ["desk"],
    on: ["dialog"],
    guards: ["free", "inquired", "owed"],
    keeps: () => ({ wantsAnswer: "no" }),
    asks: ask("noAnswer", "noAnswerReason"),
  },
  mendAnswer: {
    from: [...working, "closed"],
    who: ["desk"],
    on: ["dialog"],
    guards: ["free", "answerGiven"],
    asks: ask("mendAnswer", "answerText"),
    renews: true,
  },
  propose: {
    from: ["handling", "judged"],
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    makes: { kind: "proposal", answers: () => ({ source: "complaint" }) },
    asks: proposalSteps,
  },
  addAction: {
    from: ["handling", "judged"],
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    makes: { kind: "action", answers: () => ({ source: "complaint" }) },
    asks: actionSteps,
  },
  close: {
    from: ["handling", "judged"],
    to: "closed",
    who: ["desk"],
    on: ["case"],
    guards: ["free", "inquired", "judgedFirst", "outcomeKnown", "effective", "answeredFirst"],
    asks: ask("close", "feedback"),
    tells: [{ who: "reporter" }],
  },
  passOn: {
    from: ["received", "handling"],
    to: "closed",
    who: ["desk"],
    on: ["case"],
    guards: ["free", "praised", "outcomeKnown"],
    takes: true,
    shows: ["told"],
    asks: ask("passOn", "carried", "feedback"),
    tells: [{ who: "reporter" }],
  },
  ask: {
    from: ["received", "handling"],
    to: "waiting",
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    clears: ["reply"],
    asks: ask("question", "question"),
    tells: [{ who: "reporter" }],
  },
  reply: {
    from: ["waiting"],
    to: { back: true },
    who: ["reporter"],
    on: ["receipt", "dialog"],
    shows: ["question"],
    asks: ask("reply", "reply"),
    tells: [{ who: "desk" }],
  },
  goOn: { from: ["waiting"], to: { back: true }, who: ["desk"], on: ["dialog"], guards: ["free"] },
  move: {
    from: ["received", "handling", "waiting"],
    to: "received",
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    asks: ask("move", "unit", "moveReason"),
    moves: true,
  },
  recordDiary: {
    from: [...open, "closed"],
    who: ["desk", "sas"],
    on: ["dialog"],
    guards: ["free"],
    asks: ask("recordDiary", "diaryNumber"),
    renews: true,
    freely: true,
  },
  recuse: {
    from: open,
    who: ["desk"],
    on: ["dialog"],
    guards: ["free"],
    bars: true,
    asks: ask("recuse", "conflictReason"),
  },
  hide: {
    from: open,
    who: ["sas"],
    on: ["dialog"],
    guards: ["free"],
    hides: "hidden",
    asks: ask("hide", "hidden", "hideReason"),
  },
  endNamed: {
    from: open,
    who: ["sas"],
    on: ["dialog"],
    guards: ["nameHidden", "free"],
    unhides: "names",
    asks: ask("endNamed", "endReason"),
  },
  endHiding: {
    from: open,
    who: ["desk", "sas"],
    on: ["dialog"],
    guards: ["roleHidden", "free"],
    unhides: "roles",
    // No card: whoever ended it now talks to the one it is about.
    asks: ask("endHiding", "endReason"),
  },
  mistaken: {
    from: ["received", "handling", "waiting"],
    to: "mistaken",
    who: ["desk"],
    on: ["dialog"],
    guards: ["free", "outcomeKnown"],
    asks: ask("mistaken", "mistakenReason"),
    tells: [{ who: "reporter" }],
  },
  reopen: {
    from: ["closed", "mistaken"],
    to: stands,
    who: ["desk", "sas"],
    on: ["dialog"],
    guards: ["free"],
    asks: ask("reopen", "reopenReason"),
    tells: [{ who: "desk" }],
  },
} as const satisfies Readonly<Record<string, Act>>;

/** Whoever is involved hears nothing of it; the SAS's substitute is another than the SAS. */
const manager = { role: "unitManager" } as const;
const sas = { role: "sas", savingDeputies: true } as const;
const guardedRoutes: readonly Route[] = [
  {
    when: { field: "involved", is: "both" },
    desk: ["departmentManager", "director", "sas"],
    restricted: true,
    hides: [manager, sas],
    tells: [],
  },
  {
    when: { field: "involved", is: "sas" },
    desk: ["unitManager", "departmentManager", "director"],
    restricted: true,
    hides: [sas],
    tells: [],
  },
  {
    when: { field: "involved", is: "manager" },
    desk: ["sas", "departmentManager", "director"],
    restricted: true,
    hides: [manager],
    tells: [],
  },
];

/** How it may stand with the answer, beside in time: nobody wants one, or it has not come. */
const unanswered = { wantsAnswer: "no", answeredInTime: "unset" } as const;
const late = { wantsAnswer: "yes", answeredInTime: "no" } as const;

/** Whether it was answered within the days that the municipality has set, counted from the day it came. */
function inTime(answeredOn: string | undefined, cameOn: string, most: number): "yes" | "no" {
  const isIn = answeredOn && workingDaysBetween(cameOn as LocalDate, answeredOn as LocalDate) <= most;
  return isIn ? "yes" : "no";
}

export const complaint = {
  name: "complaint",
  form: {
    fields: {
      // What was said is what is read first, then how the sender is answered.
      told: text(2000),
      type: { type: "choice", options: [...types, "concern", "appeal", "fault"] },
      shared: asked.shared,
      reporterName: asked.reporterName,
      reporterPhone: asked.reporterPhone,
      channel: {
        type: "choice",
        options: ["phone", "visit", "letter", "email", "web", "heard", "ivo", "patientBoard"],
      },
      sender: { type: "choice", options: [...known, "anonymous"] },
      wantsAnswer: { type: "choice", options: yesNo },
      answerHow: { type: "choice", options: ways },
      contact: { type: "text", max: 200 },
      receivedOn: { type: "day", known: "today" },
      unit: asked.unit,
      law: asked.law,
      category: asked.category,
      involved: asked.involved,
      acknowledgedHow: { type: "choice", options: ways },
      acknowledgedOn: { type: "day", known: "today" },
      finding: { type: "choice", options: yesNo },
      findingReason: text(1500),
      nature: asked.nature,
      concerns: asked.concerns,
      happened: asked.happened,
      what: asked.what,
      consequence: asked.consequence,
      measures: asked.measures,
      measuresText: asked.measuresText,
      answerText: text(2500),
      answeredHow: { type: "choice", options: ways },
      answeredOn: { type: "day", known: "today" },
      noAnswerReason: text(500),
      carried: { type: "choice", many: true, options: ["meeting", "inPerson", "notice", "other"] },
      diaryNumber: { type: "text", max: 40 },
      question: asked.question,
      reply: asked.reply,
      moveReason: asked.moveReason,
      conflictReason: asked.conflictReason,
      hidden: asked.hidden,
      hideReason: asked.hideReason,
      endReason: asked.endReason,
      mistakenReason: asked.mistakenReason,
      reopenReason: asked.reopenReason,
      feedback: asked.feedback,
      ...proposalFields,
      ...actionFields,
    },
    steps: [
      { name: "type", fields: ["type"], press: "type", page: "type" },
      {
        name: "reporter",
        fields: ["reporterName", "reporterPhone"],
        page: "sender",
        when: [{ field: "shared", is: "yes" }],
      },
      { name: "channel", fields: ["channel"], press: "channel", page: "sender" },
      { name: "sender", fields: ["sender"], press: "sender", page: "sender" },
      { name: "place", fields: ["unit", "receivedOn", "law"], page: "place" },
      { name: "category", fields: ["category"], press: "category", page: "place", when: [looked] },
      { name: "told", fields: ["told"], page: "told" },
      { name: "involved", fields: ["involved"], press: "involved", page: "told", when: [looked] },
      { name: "wants", fields: ["wantsAnswer"], press: "wantsAnswer", page: "told", when: [looked] },
      {
        name: "contact",
        fields: ["answerHow", "contact"],
        page: "contact",
        when: [looked, { field: "wantsAnswer", is: "yes" }, { field: "sender", is: known }],
      },
    ],
  },
  states,
  ended: ["closed", "mistaken"],
  redirects: { field: "type", is: ["concern", "appeal", "fault"] },
  acts,
  guards: complaintGuards,
  routes: [
    ...guardedRoutes,
    {
      desk: ["unitManager", "departmentManager", "director", "sas"],
      restricted: false,
      tells: [{ role: "unitManager" }],
    },
  ],
  deadlines: [
    {
      name: "acknowledged",
      while: working,
      when: (answers) => isReached(answers) && !answers.acknowledgedOn && isOwed(answers),
      days: { working: "acknowledged", from: "receivedOn" },
    },
    // Nobody waits to hear that it has come: somebody looks at it all the same.
    {
      name: "begun",
      while: ["received"],
      when: isUnmet,
      days: { working: "acknowledged", from: "receivedOn" },
    },
    { name: "answered", while: working, when: isOwed, days: { working: "answered", from: "receivedOn" } },
    {
      name: "judged",
      while: ["received", "handling"],
      when: isUnjudged,
      days: { working: "answered", from: "receivedOn" },
    },
    {
      name: "passedOn",
      while: ["received", "handling"],
      when: ({ type }) => type === "praise",
      days: { working: "answered", from: "receivedOn" },
    },
    { name: "goesOn", while: ["handling", "judged"], days: "idle" },
  ],
  nature: { field: "type", unset: "complaint" },
  happened: ["receivedOn"],
  facts: [
    ...["channel", "sender", "law", "category", "wantsAnswer", "finding"],
    ...["acknowledgedOn", "answeredOn"],
  ],
  counts: ({ type, finding, wantsAnswer, answeredOn }, facts, { days }): Answers => {
    // An anonymous sender has it from the day it was written.
    const answered = [answeredOn ?? facts.answerOn].flat()[0];
    const cameOn = String(facts.occurredOn ?? facts.reportedOn);
    return {
      judged: finding ? "yes" : "no",
      praise: type === "praise" ? "yes" : "no",
      ...(answered && { answeredOn: answered }),
      ...(wantsAnswer === "yes" && { answeredInTime: inTime(answered, cameOn, days.answered) }),
    };
  },
  figures: complaintFigures,
  uncounted: ["mistaken"],
  implied: { praise: "nature" },
  bonds: [
    ["nature", "praise", "wantsAnswer", "answeredInTime", "judged", "finding"],
    ["nature", "category"],
  ],
  possible: [
    ...inquired.flatMap((nature) =>
      [...yesNo, "unset"].flatMap((finding) =>
        [unanswered, { wantsAnswer: "yes", answeredInTime: "yes" }, late].map((answer) => ({
          ...{ nature, category: "unknown", praise: "no", ...answer },
          ...{ finding, judged: finding === "unset" ? "no" : "yes" },
        })),
      ),
    ),
    ...inquired.flatMap((nature) =>
      asked.category.options.map((category) => ({
        ...{ nature, category, praise: "no", ...unanswered, judged: "no", finding: "unset" },
      })),
    ),
    {
      ...{ nature: "praise", category: "unset", praise: "yes", judged: "no", finding: "unset" },
      ...{ wantsAnswer: "unset", answeredInTime: "unset" },
    },
  ],
  code: {
    when: [
      { field: "sender", is: "anonymous" },
      { field: "wantsAnswer", is: "yes" },
    ],
    field: "answerText",
  },
  harm: [],
  early: ["received"],
  own: ["feedback", "question", "mistakenReason"],
  reporter: ["reporterName", "reporterPhone"],
  shelf: "halfYear",
  law: () => ["managementSystem"],
} as const satisfies Kind;
