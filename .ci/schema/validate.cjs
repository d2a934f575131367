// validate.cjs SCHEMAS CONFIGS: compiles SCHEMAS/*.json strictly and validates CONFIGS/NAME.yaml with NAME.json; exit code 1 if anything does not fit.
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv/dist/2020');
const yaml = require('yaml');

const [schemas, configs] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, allowMatchingProperties: true });

// Files of custom tags are read for their values only.
const read = file => yaml.parseAllDocuments(fs.readFileSync(file, 'utf8'), { logLevel: 'silent', merge: true }).map(document => document.toJS());

let failed = 0;
let validated = 0;
for (const file of fs.readdirSync(schemas).filter(name => name.endsWith('.json'))) {
  const validate = ajv.compile(JSON.parse(fs.readFileSync(path.join(schemas, file), 'utf8')));
  const config = ['.yaml', '.json'].map(ending => path.join(configs, path.basename(file, '.json') + ending)).find(fs.existsSync);
  for (const document of config ? read(config) : []) {
    validated++;
    if (!validate(document)) {
      failed++;
      for (const error of validate.errors) {
        console.error(`${config}: ${error.instancePath} ${error.message}`);
      }
    }
  }
}

console.log(`${validated} configs validated, ${failed} refused`);
process.exit(failed > 0 || validated === 0 ? 1 : 0);
