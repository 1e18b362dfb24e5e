// Verifies the credential of a bundle with other people's software, reading nothing but the bundle.
//
//   node verify.mjs BUNDLE MOMENT
//
// Prints what each of three verifiers says at that moment, as JSON. No connection is made: whatever they would fetch is
// read from the file that the bundle's index.json names, and a name that is not there is not found.
import {webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {Socket} from 'node:net';
import {join} from 'node:path';

const [folder, moment] = process.argv.slice(2);
const NOW = Date.parse(moment);
const read = name => readFileSync(join(folder, name), 'utf8');
const index = JSON.parse(read('index.json'));

// Node 18 keeps it to itself.
globalThis.crypto ??= webcrypto;
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length ? given : [NOW]));
  }
  static now() {
    return NOW;
  }
};
Socket.prototype.connect = () => {
  throw new Error('A verifier of a bundle makes no connection.');
};
globalThis.fetch = async asked => {
  const url = String(asked.url ?? asked);
  const headers = {'content-type': 'application/json'};
  return url in index ? new Response(read(index[url]), {headers}) : new Response('{}', {status: 404, headers});
};

const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const vc = await import('@digitalbazaar/vc');
const {checkStatus, decodeList} = await import('@digitalbazaar/vc-bitstring-status-list');
const core = await import('@digitalcredentials/verifier-core');
const jose = await import('jose');

// A DID resolver and a document loader in one: a key is the part of the DID document that has its id.
async function documentLoader(url) {
  if(!(url in index)) {
    throw new Error(`The bundle holds nothing for ${url}.`);
  }
  const whole = JSON.parse(read(index[url]));
  const key = whole.verificationMethod?.find(method => method.id === url);
  const document = key ? {'@context': 'https://w3id.org/security/multikey/v1', ...key} : whole;
  return {contextUrl: null, documentUrl: url, document};
}

async function digitalBazaar(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const given = {credential, suite, documentLoader, checkStatus, now: new Date()};
  const {verified, error, statusResult} = await vc.verifyCredential(given);
  const problems = (error?.errors ?? (error ? [error] : [])).map(each => `${each.name}: ${each.message}`);
  return {verified, revoked: statusResult?.results?.[0]?.status ?? null, problems};
}

async function verifierCore(credential) {
  const {log = [], errors = []} = await core.verifyCredential({credential, knownDIDRegistries: []});
  const steps = Object.fromEntries(log.map(({id, valid, error}) => [id, error ? error.name : valid]));
  return {steps, problems: errors.map(each => each.name)};
}

async function opened(token) {
  const {kid, alg} = jose.decodeProtectedHeader(token);
  const {assertionMethod, verificationMethod} = JSON.parse(read(index[kid.split('#')[0]]));
  const method = verificationMethod.find(each => each.id === kid && assertionMethod.includes(kid));
  const key = await jose.importJWK(method.publicKeyJwk, alg);
  const issuer = method.controller;
  return (await jose.jwtVerify(token, key, {issuer, algorithms: ['ES256'], currentDate: new Date()})).payload;
}

async function joseTokens() {
  try {
    const {credentialStatus: entry} = await opened(read('credential.jwt'));
    const list = await opened(read('status-list.jwt'));
    const bits = await decodeList(list.credentialSubject);
    const revoked = bits.getStatus(Number(entry.statusListIndex)) || list.id !== entry.statusListCredential;
    return {verified: true, revoked, problems: []};
  } catch(error) {
    return {verified: false, revoked: null, problems: [`${error.code ?? error.name}`]};
  }
}

// The two read a credential in their own ways; each gets its own copy.
const credential = () => JSON.parse(read('credential.json'));
console.log(JSON.stringify({
  'digitalbazaar/vc': await digitalBazaar(credential()),
  'digitalcredentials/verifier-core': await verifierCore(credential()),
  jose: await joseTokens()
}, null, 2));
