import { providerNoticeFigures } from "../figures/provider-notice.ts";
import { ask } from "../form.ts";
import type { Kind } from "../kind.ts";
import { type LawSubject, lagrumCodes } from "../law.ts";
import type { Answers } from "../record.ts";
import { dayOf } from "../said-time.ts";
import { actionFields, actionSteps } from "./action.ts";
import { caseGuards } from "./case-guards.ts";
import { degrees } from "./codes.ts";

/**
 * What a private provider must tell the municipality at once: a report of lex Sarah and what it notified
 * (SoL 27 kap. 4 and 6 §§, LSS 24 d and 24 f §§), and what its contract says (Ekerö 5.3). The provider investigates;
 * the municipality sees to it, asks, and tells the committee.
 */

const yesNo = ["yes", "no"] as const;
const text = (max: number) => ({ type: "text", max, multiline: true }) as const;

const types = ["lexSarahReport", "seriousEvent", "other"] as const;

/** Still somebody's to see to. */
const open = ["received", "following", "reported"] as const;
const states = [...open, "closed", "mistaken"] as const;

const handlers = ["desk", "sas"] as const;

/** The committee has been told: whatever is done after that does not undo it. */
const toldFirst = { when: { field: "informed", is: "yes" }, to: "reported" } as const;

/** A form of one step. */
/** What the provider's duty rests on, by act: it informs of a report, and of what it has notified. */
const duties = {
  sol: { report: "solInform", notice: "solNotify" },
  lss: { report: "lssInform", notice: "lssNotify" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, LawSubject>>>>;

function lawOf({ type, law, providerNotifiedIvo }: Answers): readonly LawSubject[] {
  const isReport = type === "lexSarahReport";
  const isNotice = type === "seriousEvent" || (isReport && providerNotifiedIvo === "yes");
  const under = (act: keyof typeof duties) => [
    ...(isReport ? [duties[act].report] : []),
    ...(isNotice ? [duties[act].notice] : []),
  ];
  const rest = ["managementSystem"] as const;
  if (!isReport && !isNotice) return rest;
  const lagrum = lagrumCodes.find((code) => code === law) ?? "unknown";
  switch (lagrum) {
    case "sol":
      return [...under("sol"), ...rest];
    case "lss":
      return [...under("lss"), ...rest];
    // Socialtjänst under these falls under SoL.
    case "lvu":
    case "lvm":
      return [...under("sol"), lagrum, ...rest];
    // Health care knows no lex Sarah: what is reported as such rests on the others.
    case "hsl":
      return isReport
        ? [...under("sol"), ...under("lss"), "hslNotify", ...rest]
        : ["hslNotify", "hslSafetyWork", ...rest];
    case "unknown":
      return [...under("sol"), ...under("lss"), ...rest];
  }
}

export const providerNotice = {
  name: "providerNotice",
  starts: ["contractManager", "sas", "director"],
  form: {
    fields: {
      // What happened is what is read first.
      what: text(1500),
      measures: { ...text(1000), optional: true },
      type: { type: "choice", options: types },
      provider: { type: "text", max: 100, open: true },
      unit: { type: "unit", known: "person.unit" },
      happened: { type: "moment" },
      receivedOn: { type: "day", known: "today", notBefore: "happened" },
      law: { type: "choice", options: lagrumCodes, known: "unit.law" },
      providerInvestigates: { type: "choice", options: yesNo },
      providerNotifiedIvo: { type: "choice", options: yesNo },
      // That it was notified may be all that is known yet.
      providerIvoOn: { type: "day", optional: true },
      request: text(1000),
      answerBy: { type: "day", ahead: true },
      replyOn: { type: "day", known: "today" },
      providerDegree: { type: "choice", options: [...degrees, "notJudged"] },
      reply: text(2500),
      meetingOn: { type: "day" },
      diaryNumber: { type: "text", max: 40, optional: true },
      paragraph: { type: "text", max: 20, optional: true },
      conclusion: text(1500),
      correctionReason: text(500),
      conflictReason: { ...text(500), optional: true },
      mistakenReason: text(500),
      reopenReason: text(800),
      ...actionFields,
    },
    steps: [
      { name: "type", fields: ["type"], press: "type", page: "about" },
      { name: "provider", fields: ["provider", "unit"], page: "about" },
      { name: "when", fields: ["happened", "receivedOn", "law"], page: "about" },
      { name: "what", fields: ["what", "measures"], page: "what" },
      {
        name: "inquiry",
        fields: ["providerInvestigates", "providerNotifiedIvo"],
        press: "providerNotifiedIvo",
        page: "inquiry",
      },
      {
        name: "ivo",
        fields: ["providerIvoOn"],
        page: "ivo",
        when: [{ field: "providerNotifiedIvo", is: "yes" }],
      },
    ],
  },
  states,
  ended: ["closed", "mistaken"],
  acts: {
    take: {
      from: ["received"],
      who: ["desk"],
      on: ["case"],
      guards: ["untaken", "free"],
      takes: true,
    },
    takeOver: {
      from: open,
      who: ["desk"],
      on: ["dialog"],
      guards: ["free", "another"],
      takes: true,
    },
    open: {
      from: states,
      who: ["desk", "sas", "manager", "reader", "patientSafety", "leader"],
      on: [],
      quiet: true,
    },
    follow: {
      from: open,
      to: "following",
      who: handlers,
      on: ["case"],
      guards: ["free"],
      // What was answered before answered something else.
      clears: ["replyOn", "reply", "providerDegree"],
      asks: ask("follow", "request", "answerBy"),
    },
    answered: {
      from: open,
      to: [toldFirst, { to: "following" }],
      who: handlers,
      on: ["case"],
      guards: ["free"],
      asks: ask("answered", "replyOn", "providerDegree", "reply", "providerNotifiedIvo", "providerIvoOn"),
      tells: [{ role: "sas" }],
    },
    addAction: {
      from: open,
      to: [toldFirst, { to: "following" }],
      who: handlers,
      on: ["dialog"],
      guards: ["free"],
      makes: { kind: "action", answers: () => ({ source: "nonCompliance" }) },
      asks: actionSteps,
    },
    inform: {
      from: open,
      to: "reported",
      who: ["desk", "sas", "reader"],
      on: ["case"],
      guards: ["free"],
      freely: true,
      keeps: () => ({ informed: "yes" }),
      asks: ask("inform", "meetingOn", "paragraph", "diaryNumber"),
      tells: [{ who: "desk" }],
    },
    correct: {
      from: open,
      who: handlers,
      on: ["dialog"],
      guards: ["free"],
      asks: [
        { name: "correct", fields: ["type", "provider", "receivedOn", "law"], page: "correct" },
        {
          name: "correctWhy",
          fields: ["providerNotifiedIvo", "providerIvoOn", "correctionReason"],
          page: "correct",
          sends: true,
        },
      ],
    },
    close: {
      from: ["following", "reported"],
      to: "closed",
      who: handlers,
      on: ["case"],
      guards: ["free", "providerAnswered", "committeeInformed", "settled", "effective"],
      asks: ask("close", "conclusion"),
      tells: [{ role: "director" }],
    },
    recuse: {
      from: open,
      who: ["desk"],
      on: ["dialog"],
      guards: ["free"],
      bars: true,
      asks: ask("recuse", "conflictReason"),
    },
    mistaken: {
      from: ["received", "following"],
      to: "mistaken",
      who: handlers,
      on: ["dialog"],
      guards: ["free", "settled"],
      asks: ask("mistaken", "mistakenReason"),
      // Those who were told at once hear that it was nothing.
      tells: [{ role: "director" }, { role: "sas" }],
    },
    reopen: {
      from: ["closed", "mistaken"],
      to: [toldFirst, { to: "following" }],
      who: handlers,
      on: ["dialog"],
      guards: ["free"],
      asks: ask("reopen", "reopenReason"),
      tells: [{ who: "desk" }],
    },
  },
  guards: {
    free: caseGuards.free,
    untaken: caseGuards.untaken,
    another: caseGuards.another,
    settled: caseGuards.settled,
    effective: caseGuards.effective,
    /** What the provider was asked has been answered; of what the law says it must tell, always how it ended. */
    providerAnswered: {
      holds: ({ answers }) => Boolean(answers.replyOn) || (answers.type === "other" && !answers.answerBy),
      otherwise: "providerSilent",
    },
    committeeInformed: {
      holds: ({ answers }) => answers.informed === "yes",
      otherwise: "notInformed",
    },
  },
  routes: [
    {
      desk: ["contractManager", "sas", "director"],
      restricted: false,
      tells: [
        { role: "director", atOnce: true },
        { role: "sas", atOnce: true },
        { role: "unitManager" },
        { role: "committeeSecretary" },
      ],
    },
  ],
  deadlines: [
    { name: "followed", while: ["received"], days: "assessed" },
    {
      name: "providerAnswers",
      while: ["following", "reported"],
      when: ({ replyOn }) => !replyOn,
      days: { field: "answerBy" },
    },
    { name: "goesOn", while: ["following", "reported"], days: "idle" },
  ],
  // Health care is brought to those who answer for patient safety.
  alerts: ({ law }) => (law === "hsl" ? ["mas", "mar"] : []),
  nature: { field: "type", unset: "other" },
  // It is counted where it was registered: what was told late is in the committee's next list, and never in none.
  happened: [],
  facts: [
    ...["type", "provider", "law", "receivedOn", "providerInvestigates", "providerNotifiedIvo"],
    ...["providerIvoOn", "providerDegree", "answerBy", "replyOn", "meetingOn"],
  ],
  counts: ({ happened, informed }) => {
    const eventOn = dayOf(String(happened ?? ""));
    return { informed: informed ?? "no", ...(eventOn && { eventOn }) };
  },
  figures: providerNoticeFigures,
  uncounted: ["mistaken"],
  readers: ["director", "sas", "committeeSecretary", "contractManager", "departmentManager"],
  register: { by: "receivedOn", descending: true },
  harm: [],
  shelf: "standing",
  law: lawOf,
} as const satisfies Kind;
