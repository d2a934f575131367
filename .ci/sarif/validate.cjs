// Validates each file named on the command line against the schema of SARIF 2.1.0; exit code 1 if one does not fit.
const fs = require('fs');
const Ajv = require('ajv');
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(schema);

let failed = process.argv.length < 3;
for (const file of process.argv.slice(2)) {
  const log = JSON.parse(fs.readFileSync(file, 'utf8'));
  const results = log.runs.reduce((sum, run) => sum + run.results.length, 0);
  if (validate(log)) {
    console.log(`${file}: valid, ${results} results`);
  } else {
    failed = true;
    for (const error of validate.errors) {
      console.error(`${file}: ${error.dataPath} ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}

process.exit(failed ? 1 : 0);
