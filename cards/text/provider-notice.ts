import type { providerNotice } from "#domain/kinds/provider-notice";
import { actionFieldWords, actionStepWords } from "./action.ts";
import { caseActWords, caseFieldWords, caseStepWords } from "./casework.ts";
import { deviationWords } from "./deviation.ts";
import type { WordsOf } from "./words.ts";

/** The words of what private providers tell the municipality. */

const yesNo = { yes: "Ja", no: "Nej" } as const;

const types = {
  lexSarahReport: "Lex Sarah hos utförare",
  seriousEvent: "Allvarlig händelse hos utförare",
  other: "Händelse hos utförare",
} as const;

export const providerNoticeWords = {
  name: "anmälan från utförare",
  title: "Anmälan från utförare",
  commands: ["utförarrapport", "utförare", "anmälan från utförare"],
  begin: "Anmälan från utförare",
  card: {
    fresh: "Ny anmälan från utförare",
    taken: "Anmälan från utförare",
    ended: "Avslutad anmälan från utförare",
    begun: "Registrerad",
    received: "Anmälan registrerades",
  },
  receipt: {
    title: "Anmälan är registrerad",
    told: "Förvaltningschefen och SAS får ett kort nu. Nämndsekreteraren får veta det för nämndens lista.",
    ended: "Anmälan är avslutad",
    read: "Öppna anmälan",
  },
  register: {
    commands: ["utförarrapporter", "anmälningar från utförare"],
    title: "Anmälningar från utförare",
    none: "Inga anmälningar från utförare är öppna.",
  },
  called: ({ type, provider }) => {
    const name = types[type as keyof typeof types] ?? types.other;
    return typeof provider === "string" ? `${name}: ${provider}` : name;
  },
  fields: {
    what: {
      label: "Vad har hänt, enligt utföraren?",
      read: "Vad som hände",
      hint: "Skriv ”den enskilde”. Skriv inga namn eller personnummer.",
    },
    measures: {
      label: "Vad har utföraren gjort?",
      read: "Utförarens åtgärder",
      hint: "Till exempel vad de gjorde genast, och vad de planerar.",
    },
    type: {
      label: "Vad har utföraren anmält?",
      read: "Typ",
      options: {
        lexSarahReport: {
          label: "En rapport enligt lex Sarah",
          hint: "En privat utförare ska genast berätta för kommunen om varje rapport.",
        },
        seriousEvent: {
          label: "En allvarlig händelse",
          hint: "Ett allvarligt missförhållande, en allvarlig vårdskada, eller en påtaglig risk för det.",
        },
        other: { label: "Något annat", hint: "Till exempel något som avtalet säger att vi ska få veta." },
      },
    },
    provider: { label: "Vilken utförare?", read: "Utförare", hint: "Företagets eller föreningens namn." },
    unit: { label: "Vilken enhet hos oss har beställt insatsen?", read: "Beställande enhet" },
    happened: {
      label: "När hände det?",
      read: "När det hände",
      hint: "Till exempel: i går kväll, i måndags 14, 2026-03-02 eller okänt.",
    },
    receivedOn: { label: "Vilken dag fick vi veta det?", read: "Vi fick veta det" },
    law: deviationWords.fields.law,
    providerInvestigates: {
      label: "Utreder utföraren själv?",
      read: "Utföraren utreder",
      options: yesNo,
    },
    providerNotifiedIvo: {
      label: "Har utföraren anmält det till IVO?",
      read: "Utföraren har anmält till IVO",
      options: yesNo,
    },
    providerIvoOn: {
      label: "Om ja: vilken dag anmälde de?",
      read: "Anmält till IVO",
      hint: "Lämna tomt om ni inte vet.",
    },
    request: {
      label: "Vad begär vi av utföraren?",
      read: "Vi har begärt",
      hint: "Till exempel utredningen, en åtgärdsplan eller ett möte. Skriv inga namn.",
    },
    answerBy: { label: "När ska de ha svarat?", read: "Utföraren ska svara" },
    replyOn: { label: "Vilken dag svarade utföraren?", read: "Utföraren svarade" },
    providerDegree: {
      label: "Vad kom utföraren fram till?",
      read: "Utförarens bedömning",
      options: {
        ...caseFieldWords.degree.options,
        notJudged: "Ingen bedömning enligt lex Sarah",
      },
    },
    reply: {
      label: "Vad svarade de, och vad gör de åt det?",
      read: "Utförarens svar",
      hint: "Skriv ”den enskilde”. Skriv inga namn eller personnummer.",
    },
    meetingOn: { label: "Vilken dag fick nämnden veta det?", read: "Nämnden informerad" },
    diaryNumber: caseFieldWords.diaryNumber,
    paragraph: { label: "Paragraf", hint: "Till exempel § 12.", read: "Paragraf" },
    conclusion: {
      label: "Vad visade uppföljningen?",
      read: "Slutsats",
      hint: "Är den enskilde trygg, och har utföraren gjort det som behövs?",
    },
    correctionReason: { label: "Varför rättas det?", read: "Skäl till rättelsen" },
    conflictReason: caseFieldWords.conflictReason,
    mistakenReason: { label: "Varför är det fel?", read: "Varför det är felregistrerat" },
    reopenReason: { label: "Varför?", read: "Skäl till att öppna igen" },
    ...actionFieldWords,
  },
  steps: {
    type: { title: "Vad har utföraren anmält?" },
    provider: { title: "Vilken utförare?" },
    when: { title: "När?" },
    what: { title: "Vad har hänt?" },
    inquiry: { title: "Vad gör utföraren?" },
    ivo: { title: "Anmälan till IVO" },
    follow: {
      title: "Följ upp",
      text: "Kontakta utföraren som vanligt. Här sparas vad ni har begärt och till när.",
    },
    answered: { title: "Utförarens svar" },
    ...actionStepWords,
    inform: { title: "Nämnden är informerad" },
    correct: { title: "Rätta uppgifterna", text: "Det som stod förut finns kvar i ärendet." },
    correctWhy: { title: "Rätta uppgifterna" },
    close: { title: "Avsluta" },
    recuse: caseStepWords.recuse,
    mistaken: { title: "Felregistrerat", text: "Anmälan finns kvar, men räknas inte." },
    reopen: { title: "Öppna igen" },
  },
  acts: {
    take: { label: "Jag tar det", done: "tog anmälan" },
    takeOver: { label: "Jag tar över", done: "tog över anmälan" },
    open: { label: "Öppna anmälan", done: "öppnade anmälan" },
    follow: { label: "Begär svar", send: "Spara", done: "begärde svar av utföraren" },
    answered: { label: "Utföraren har svarat", send: "Spara", done: "skrev in utförarens svar" },
    addAction: { label: "Ny åtgärd", send: "Spara", done: "beslutade om en åtgärd" },
    inform: { label: "Nämnden är informerad", send: "Spara", done: "skrev in att nämnden är informerad" },
    correct: { label: "Rätta uppgifterna", send: "Rätta", done: "rättade uppgifterna" },
    close: { label: "Avsluta", send: "Avsluta", done: "avslutade anmälan" },
    recuse: caseActWords.recuse,
    mistaken: { label: "Felregistrerat", send: "Avsluta", done: "avslutade anmälan som felregistrerad" },
    reopen: { label: "Öppna igen", send: "Öppna igen", done: "öppnade anmälan igen" },
  },
  states: {
    received: "Mottagen",
    following: "Följs upp",
    reported: "Nämnden är informerad",
    closed: "Avslutad",
    mistaken: "Felregistrerad",
  },
  natures: {
    lexSarahReport: {
      type: types.lexSarahReport,
      desk: "Utföraren utreder själv. Se till att den enskilde är trygg, och begär det ni behöver veta.",
    },
    seriousEvent: {
      type: types.seriousEvent,
      desk: "Se till att den enskilde är trygg, och begär det ni behöver veta av utföraren.",
    },
    other: { type: types.other, desk: "Avgör vad ni behöver veta av utföraren." },
  },
  next: {
    received: "Begär svar av utföraren, eller skriv in svaret om det redan har kommit.",
    following: "När utföraren har svarat och nämnden är informerad kan anmälan avslutas.",
    reported: "När utföraren har svarat kan anmälan avslutas.",
  },
  deadlines: {
    followed: "Ska följas upp",
    providerAnswers: "Utföraren ska svara",
    goesOn: "Nästa steg senast",
  },
} as const satisfies WordsOf<typeof providerNotice>;
