import type { Checklist } from "../checklist.ts";

/** Whether the management system works at the unit; each half-year by the manager together with the SAS. */
export const unitSystem = {
  id: "unit-system",
  version: 1,
  title: "Ledningssystemet på enheten",
  type: "checklist",
  law: ["managementSystem", "lexSarahRules", "solReport", "lssReport", "secrecy"],
  intro: "Gäller halvåret. Enhetschef och SAS svarar gärna tillsammans.",
  sections: [
    {
      id: "routines",
      title: "Rutiner",
      items: [
        {
          id: "required",
          text: "Den obligatoriska rutinen finns för enheten.",
          answer: { type: "share" },
          hint: "Hur många som finns, av alla som ska finnas.",
        },
        {
          id: "past-review",
          text: "Rutinen skulle redan ha setts över.",
          answer: { type: "share", good: "low" },
          hint: "Hur många vars dag har passerat, av alla enhetens rutiner.",
        },
        {
          id: "read",
          text: "Medarbetaren har bekräftat att de nya rutinerna är lästa och förstådda.",
          answer: { type: "share" },
        },
        {
          id: "cooperation",
          text: "Med vilka saknar ni en rutin för hur ni samverkar?",
          answer: { type: "text" },
          hint: "Skriv Inga om ingen saknas.",
        },
      ],
    },
    {
      id: "improving",
      title: "Risker, avvikelser och åtgärder",
      items: [
        {
          id: "risk-analysis",
          text: "När gjorde ni senast en riskanalys?",
          answer: { type: "day", within: 184 },
        },
        {
          id: "overdue",
          text: "Åtgärden skulle redan ha varit klar.",
          answer: { type: "share", good: "low" },
          hint: "Hur många som är försenade, av alla öppna åtgärder.",
        },
        {
          id: "assessed",
          text: "Avvikelsen blev bedömd inom fem dagar.",
          answer: { type: "share" },
          routine: "Avvikande händelser och risker kopplat till verksamhetens kvalitet",
        },
        {
          id: "feedback",
          text: "Den som rapporterade har fått veta vad som hände sedan.",
          answer: { type: "share" },
          routine: "Avvikande händelser och risker kopplat till verksamhetens kvalitet",
        },
        {
          id: "handed-in",
          text: "När lämnade ni senast underlag till sammanställningen?",
          answer: { type: "day", within: 184 },
        },
      ],
    },
    {
      id: "duties",
      title: "Lex Sarah och loggkontroll",
      items: [
        {
          id: "lex-sarah-new",
          text: "Den nyanställda har fått information om lex Sarah.",
          answer: { type: "share" },
          routine: "Lex Sarah",
        },
        {
          id: "lex-sarah-all",
          text: "När fick alla medarbetare senast information om lex Sarah?",
          answer: { type: "day", within: 365 },
          routine: "Lex Sarah",
        },
        {
          id: "logs",
          text: "Den planerade loggkontrollen är gjord.",
          answer: { type: "share" },
          hint: "Hur många slumpade som är kontrollerade, av dem som planen säger.",
        },
        {
          id: "access-investigated",
          text: "Är all misstänkt obehörig åtkomst utredd?",
          answer: { type: "yesNo" },
          hint: "Svara Ej aktuellt om ni inte har misstänkt någon.",
        },
      ],
    },
  ],
} as const satisfies Checklist;
