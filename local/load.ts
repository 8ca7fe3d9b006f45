import { readFileSync } from "node:fs";
import { parse } from "yaml";
import * as z from "zod";
import { houseOf, readSlack } from "#bot/config";
import { slackClient } from "#bot/slack/send";
import type { Municipality } from "#domain/municipality";
import { type Person, roleSchema } from "#domain/person";
import type { UnitId } from "#domain/record";
import { rolesListed } from "#domain/seat";
import type { House } from "#functions/house";
import { loadListed, loadMunicipality } from "#functions/load";
import { linkIdentity, linkOrganisation, personIdOf, readPerson, savePerson } from "#functions/people";
import { municipalityFrom } from "./municipality.ts";

/** A file of people: who they are and which roles they hold. It lies with the municipality, never in git. */
const peopleSchema = z.array(
  z.strictObject({
    name: z.string().min(1),
    email: z.email(),
    phone: z.string().optional(),
    unit: z.string().optional(),
    shared: z.literal(true).optional(),
    roles: z.array(roleSchema).default([]),
  }),
);

/**
 * Loads a municipality into the tables that the surroundings name, and ties its Teams and Slack to it:
 * `npm run load -- municipalities/osby.yaml [people.yaml]`. Can be run again: a listed person becomes as listed.
 */
async function main([file, people]: readonly (string | undefined)[]): Promise<void> {
  if (!file) throw new Error("Say which file: npm run load -- municipalities/osby.yaml [people.yaml]");
  const house = houseOf(process.env);
  const municipality = municipalityFrom(file, (line) => console.log(`Note: ${line}`));
  const fresh = await loadMunicipality(house, municipality);
  const listed = await loadListed(house, municipality);
  console.log(
    `${municipality.name}: ${fresh ? "loaded" : "nothing new"}, ${listed} routines in the register`,
  );
  const tenant = process.env.MICROSOFT_APP_TENANT_ID;
  if (tenant) await linkOrganisation(house, municipality.tenant, "teams", tenant);
  if (process.env.SLACK_BOT_TOKEN) {
    const { team_id } = await slackClient(readSlack(process.env)).auth.test();
    if (team_id) await linkOrganisation(house, municipality.tenant, "slack", team_id);
  }
  if (people) await loadPeople(house, municipality, people);
}

async function loadPeople(house: House, { tenant, units }: Municipality, file: string): Promise<void> {
  const listed = peopleSchema.parse(parse(readFileSync(file, "utf8")));
  for (const { email, unit, ...rest } of listed) {
    for (const id of [unit, ...rest.roles.map((role) => role.unit)])
      if (id !== undefined && !units.some((known) => known.id === id))
        throw new Error(`${file}: ${rest.name}: there is no unit ${id} in the municipality's file`);
    const identity = `mail:${email.toLowerCase()}`;
    const id = personIdOf(tenant, identity);
    const known = await readPerson(house, tenant, id);
    const blank: Person = { tenant, id, rev: 0, contacts: {}, ...rest };
    // What was said of their roles in the chat since stands.
    const roles = rolesListed(rest.roles, known?.roles ?? []);
    const person = { ...blank, ...known, ...rest, roles, ...(unit && { unit: unit as UnitId }) };
    if ((await savePerson(house, person)) === "conflict")
      throw new Error(`${rest.name} was changed meanwhile: run again`);
    await linkIdentity(house, tenant, id, identity);
  }
  console.log(`${listed.length} people`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
