import type { Checklist } from "../checklist.ts";

/** Whether those who opened files had reason to: some of what the log holds, drawn by chance. The sizes are ours. */
export const accessLog = {
  id: "access-log",
  version: 1,
  title: "Loggkontroll",
  type: "accessLogReview",
  law: ["secrecy", "managementSystem"],
  intro:
    "Ange hur många rader loggen har för perioden. Du får veta vilka du ska granska: räkna från den första. Skriv inga namn.",
  sample: { least: 10, share: 5, most: 50 },
  sections: [
    {
      id: "opened",
      title: "Det som öppnades",
      items: [
        {
          id: "needed",
          text: "Medarbetaren behövde öppna akten i sitt arbete.",
          answer: { type: "share" },
        },
        {
          id: "on-time",
          text: "Akten öppnades medan medarbetaren hade med ärendet att göra.",
          answer: { type: "share" },
        },
        {
          id: "permissions",
          text: "Medarbetarens behörighet är inte större än uppdraget kräver.",
          answer: { type: "share" },
        },
      ],
    },
    {
      id: "followed-up",
      title: "Efter granskningen",
      items: [
        {
          id: "explained",
          text: "Har allt som såg ovanligt ut fått en förklaring?",
          answer: { type: "yesNo" },
          hint: "Svara Ej aktuellt om inget såg ovanligt ut.",
        },
        {
          id: "reported",
          text: "Är det som saknar förklaring rapporterat som avvikelse?",
          answer: { type: "yesNo" },
          hint: "Det kan också vara en personuppgiftsincident.",
          when: { item: "explained", is: "no" },
        },
        {
          id: "staff-know",
          text: "När fick alla medarbetare senast veta att loggarna kontrolleras?",
          answer: { type: "day", within: 365 },
        },
      ],
    },
  ],
} as const satisfies Checklist;
