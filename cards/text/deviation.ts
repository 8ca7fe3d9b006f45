import type { deviation } from "#domain/kinds/deviation";
import type { WordsOf } from "./words.ts";

export const deviationWords = {
  name: "avvikelse",
  title: "Rapportera avvikelse",
  commands: ["avvikelse", "rapportera", "rapport", "risk", "lex sarah", "missförhållande", "tillbud"],
  fields: {
    danger: {
      label: "Är någon i fara nu?",
      read: "Fara",
      options: { no: "Nej, ingen är i fara", yes: "Ja, någon är i fara" },
    },
    shared: { label: "Delat konto", options: { no: "Nej", yes: "Ja" } },
    reporterName: {
      label: "Ditt namn",
      read: "Rapportörens namn",
      hint: "Flera använder det här kontot. Därför behöver vi ditt namn.",
    },
    reporterPhone: { label: "Ditt telefonnummer", read: "Rapportörens nummer" },
    callback: {
      label: "Nummer vi kan ringa dig på",
      hint: "Den som hjälper till ser numret.",
      read: "Rapportörens nummer",
    },
    line: {
      label: "Vad händer? En mening räcker",
      read: "Kort beskrivning",
      hint: "Skriv inga namn eller personnummer.",
    },
    managerInvolved: {
      label: "Är chefen på enheten inblandad i det som hänt?",
      hint: "Svarar du ja får chefen inte veta något om rapporten. Den går till SAS (socialt ansvarig samordnare).",
      read: "Chefen inblandad",
      options: { no: "Nej, inte chefen", yes: "Ja, chefen är inblandad" },
    },
    nature: {
      label: "Vad vill du rapportera?",
      read: "Typ",
      options: {
        deviation: {
          label: "Avvikelse",
          hint: "Något hände som inte ska hända. Till exempel blev en insats inte av, eller en rutin följdes inte.",
        },
        risk: { label: "Risk", hint: "Inget har hänt än, men det kan hända om vi inte gör något." },
        mistreatment: {
          label: "Missförhållande (lex Sarah)",
          hint: "Någon har farit illa, eller det är stor risk för det, på grund av något vi gjorde eller inte gjorde.",
        },
        unsure: { label: "Vet inte", hint: "Rapportera ändå. Chefen eller SAS bedömer det." },
      },
    },
    concerns: {
      label: "Vem berör det?",
      read: "Berör",
      options: {
        recipient: { label: "En person hos oss", hint: "Personen får eller kan få insatser av oss." },
        group: "Flera personer eller hela enheten",
        outsider: "En person utan insatser",
        unsure: "En person, oklart om insatser",
        other: "Personal, lokaler eller annat",
      },
    },
    unit: { label: "Enhet där det hände" },
    happened: {
      label: "När hände det, eller när såg du risken?",
      read: "När det hände",
      hint: "Till exempel: i går kväll, i måndags 14, 2026-03-02 eller okänt.",
    },
    discovered: {
      label: "När upptäcktes det?",
      read: "När det upptäcktes",
      hint: "Lämna tomt om det var samtidigt.",
    },
    law: {
      label: "Vilken lag gäller insatsen?",
      read: "Lag",
      options: {
        sol: "Socialtjänstlagen (SoL)",
        lss: "Lagen om stöd och service (LSS)",
        hsl: "Hälso- och sjukvårdslagen (HSL)",
        lvu: "Vård av unga (LVU)",
        lvm: "Vård av missbrukare (LVM)",
        unknown: "Vet inte",
      },
    },
    category: {
      label: "Vad handlar det om?",
      read: "Område",
      options: {
        care: "Insatsen blev inte av eller blev fel",
        conduct: "Bemötande och integritet",
        abuse: "Övergrepp eller försummelse",
        legal: "Utredning, beslut och rättssäkerhet",
        documentation: "Dokumentation och sekretess",
        placement: "Placering",
        lss: "Annat inom LSS",
        health: "Hälso- och sjukvård",
        cooperation: "Samarbete med andra",
        organisation: "Bemanning och arbetssätt",
        unknown: "Vet inte",
      },
    },
    what: {
      label: "Vad hände, eller vad kan hända?",
      read: "Vad som hände",
      hint: "Skriv ”den enskilde”. Skriv inga namn eller personnummer.",
    },
    consequence: {
      label: "Vad blev eller kan bli följden för den enskilde?",
      read: "Följd för den enskilde",
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
      read: "Gjordes direkt",
      options: {
        secured: "Såg till att den enskilde är trygg",
        contacted: "Kontaktade sjuksköterska eller 112",
        informed: "Berättade för chefen",
        other: "Något annat",
        notYet: "Inget än",
        notPossible: "Det gick inte att göra något",
      },
    },
    measuresText: { label: "Berätta mer om vad ni gjorde" },
    suggestion: { label: "Ditt förslag: vad kan vi göra bättre?", read: "Förslag" },
    journalId: { label: "Journalnummer (internt)", hint: "Bara ett internt nummer, aldrig personnummer." },
    colleague: { label: "Rapporterar du åt en kollega? Vem?", read: "Rapporterat åt" },
  },
  steps: {
    danger: {
      title: "Är någon i fara nu?",
      text: "Ring 112 först om det är fara för liv. Rapporten tar två minuter.",
    },
    reporter: { title: "Vem är du?" },
    urgent: { title: "Larma", text: "Larmet går direkt när du svarar på den sista frågan." },
    urgentShared: { title: "Larma", text: "Larmet går direkt när du svarar på den sista frågan." },
    nature: { title: "Vad vill du rapportera?" },
    concerns: { title: "Vem berör det?" },
    place: { title: "Var och när?" },
    time: { title: "När hände det?" },
    category: { title: "Vad handlar det om?" },
    what: { title: "Berätta" },
    measures: { title: "Åtgärder" },
    more: { title: "Mer, om du vill" },
    unit: { title: "Vilken enhet gäller det?", text: "Välj rätt enhet. Det du har skrivit ändras inte." },
  },
  acts: {
    take: { label: "Jag tar det", done: "tog ärendet" },
    open: { label: "Öppna ärendet", done: "öppnade ärendet" },
    wrongUnit: { label: "Fel enhet", send: "Flytta", done: "flyttade ärendet till rätt enhet" },
    complete: {
      label: "Lägg till resten",
      done: "lade till resten av rapporten",
      invite: "När faran är över: lägg till resten av rapporten.",
    },
  },
  states: { received: "Mottagen", assigned: "Någon arbetar med det" },
  natures: {
    deviation: { type: "Avvikelse" },
    risk: { type: "Risk" },
    mistreatment: {
      type: "Lex Sarah",
      desk: "Du utreder. Chefen ser till att den enskilde är trygg nu.",
      harm: "SAS utreder och beslutar. Du ser till att den enskilde är trygg nu.",
    },
    unsure: {
      type: "Avvikelse, inte bedömd",
      desk: "Rapportören är osäker på vad det är. Bedöm det så snart du kan.",
    },
    alarm: {
      type: "Larm, inte bedömt",
      desk: "Hjälp först. Resten av rapporten kommer sedan.",
      harm: "Hjälp först. Resten av rapporten kommer sedan.",
    },
  },
} as const satisfies WordsOf<typeof deviation>;
