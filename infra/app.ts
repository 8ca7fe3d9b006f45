import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { AwsSolutionsChecks } from "cdk-nag";
import { house } from "./aws.ts";
import { bundle } from "./bundle.ts";
import { type Door, doors } from "./doors.ts";
import { settingsFrom } from "./settings.ts";

const app = new App();
const settings = settingsFrom((name) => app.node.tryGetContext(name));

const root = join(import.meta.dirname, "..");
const folderOf = (door: Door) => join(root, "dist", door.name);
await Promise.all(doors.map((door) => bundle(join(root, door.entry), folderOf(door))));

house(app, settings, (door) => Code.fromAsset(folderOf(door)));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
