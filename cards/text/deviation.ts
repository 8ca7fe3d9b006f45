import type { deviation } from "#domain/kinds/deviation";
import type { WordsOf } from "./words.ts";

export const deviationWords = {
  name: "avvikelse",
  title: "Rapportera avvikelse",
  commands: ["avvikelse", "rapportera", "rapport", "risk", "lex sarah", "missförhållande", "tillbud"],
  fields: {
    danger: {
      label: "Är någon i fara nu?",
      options: { no: "Nej, ingen är i fara", yes: "Ja, någon är i fara" },
    },
    shared: { label: "Delat konto", options: { no: "Nej", yes: "Ja" } },
    reporterName: { label: "Ditt namn", hint: "Flera använder det här kontot. Därför frågar vi vem du är." },
    reporterPhone: { label: "Ditt telefonnummer" },
    callback: { label: "Nummer vi kan ringa dig på" },
    line: { label: "Vad händer? En mening räcker", hint: "Skriv inga namn eller personnummer." },
    managerInvolved: {
      label: "Är chefen på enheten inblandad i det som hänt?",
      hint: "Svarar du ja får chefen inget kort och ser inte ärendet. SAS tar över. Kommunen har också en visselblåsarkanal; den här tjänsten är inte den.",
      options: { no: "Nej, inte chefen", yes: "Ja, chefen är inblandad" },
    },
    nature: {
      label: "Vad vill du rapportera?",
      options: {
        deviation: {
          label: "Avvikelse",
          hint: "Något har hänt som inte borde hända: vi nådde inte ett krav eller följde inte en rutin.",
        },
        risk: { label: "Risk", hint: "Inget har hänt än, men det kan hända om vi inte gör något." },
        mistreatment: {
          label: "Missförhållande (lex Sarah)",
          hint: "Någon har farit illa, eller det är stor risk för det, på grund av vad vi gjort eller låtit bli.",
        },
        unsure: { label: "Vet inte", hint: "Rapportera ändå. Någon bedömer det samma dag." },
      },
    },
    concerns: {
      label: "Vem berör det?",
      options: {
        recipient: "En person som får eller kan få insatser av oss",
        group: "Flera personer eller hela verksamheten",
        outsider: "En person utan insatser",
        unsure: "En person, vet inte om insatser",
        other: "Personal, lokaler eller annat",
      },
    },
    unit: { label: "Enhet där det hände" },
    happened: {
      label: "När hände det?",
      hint: "Till exempel: i går kväll, i måndags 14, 2026-03-02 eller okänt.",
    },
    discovered: { label: "När upptäcktes det?", hint: "Lämna tomt om det var samtidigt." },
    law: {
      label: "Vilken lag gäller insatsen?",
      options: {
        sol: "Socialtjänstlagen (SoL)",
        lss: "LSS",
        hsl: "Hälso- och sjukvårdslagen (HSL)",
        lvu: "LVU",
        lvm: "LVM",
        unknown: "Vet inte",
      },
    },
    category: {
      label: "Vad handlar det om?",
      options: {
        care: "Insatsen uteblev eller blev fel",
        conduct: "Bemötande och integritet",
        abuse: "Övergrepp eller försummelse",
        legal: "Handläggning och rättssäkerhet",
        documentation: "Dokumentation och sekretess",
        placement: "Placering",
        lss: "Särskilt inom LSS",
        health: "Hälso- och sjukvård",
        cooperation: "Samverkan",
        organisation: "Organisation",
        unknown: "Vet inte",
      },
    },
    what: {
      label: "Vad hände?",
      hint: "Skriv ”den enskilde”. Inga namn eller personnummer.",
    },
    consequence: {
      label: "Vad blev följden för den enskilde?",
      options: {
        none: "Ingen känd",
        unease: "Oro eller obehag",
        mild: "Lindrig",
        serious: "Allvarlig",
        unknown: "Vet inte",
      },
    },
    measures: {
      label: "Vad gjorde ni direkt?",
      options: {
        secured: "Gjorde det tryggt för den enskilde",
        contacted: "Kontaktade sjuksköterska eller 112",
        informed: "Berättade för chefen",
        notPossible: "Det gick inte att göra något",
      },
    },
    measuresText: { label: "Berätta mer om vad ni gjorde" },
    suggestion: { label: "Ditt förslag: vad kan vi göra bättre?" },
    journalId: { label: "Internt journal-id", hint: "Bara ett internt nummer, aldrig personnummer." },
    colleague: { label: "Rapporterar du åt en kollega? Vem?" },
  },
  steps: {
    danger: {
      title: "Är någon i fara nu?",
      text: "Ring 112 först om det är fara för liv. Rapporten tar två minuter.",
    },
    reporter: { title: "Vem är du?" },
    urgent: { title: "Ring 112 om det är fara för liv" },
    nature: { title: "Vad vill du rapportera?" },
    concerns: { title: "Vem berör det?" },
    place: { title: "Var och när?" },
    time: { title: "När hände det?" },
    category: { title: "Vad handlar det om?" },
    what: { title: "Vad hände?" },
    measures: { title: "Vad gjorde ni direkt?" },
    more: { title: "Mer, om du vill" },
    unit: { title: "Vilken enhet gäller det?" },
  },
  acts: {
    take: { label: "Jag tar det", done: "tog ärendet" },
    open: { label: "Öppna ärendet", done: "öppnade ärendet" },
    wrongUnit: { label: "Fel enhet", done: "flyttade ärendet till rätt enhet" },
    complete: { label: "Lägg till resten", done: "lade till resten av rapporten" },
  },
  states: { received: "Mottagen", assigned: "Någon arbetar med det" },
  natures: {
    deviation: { type: "Avvikelse" },
    risk: { type: "Risk" },
    mistreatment: {
      type: "Lex Sarah",
      handler:
        "SAS utreder och beslutar. Du som chef ser till att skadan upphör och beslutar inte om resultatet.",
    },
    unsure: { type: "Avvikelse, inte bedömd", handler: "Rapportören vet inte vad det är. Bedöm det i dag." },
  },
} as const satisfies WordsOf<typeof deviation>;
