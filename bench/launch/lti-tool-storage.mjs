import { randomUUID } from 'node:crypto';

/** The storage that `@lti-tool/core` asks for, in memory: what a launch and its registration use of it. */
export class MemoryStorage {
  #clients = new Map();
  #launchConfigs = new Map();
  #nonces = new Map();
  #sessions = new Map();

  async addClient(client) {
    const id = randomUUID();
    this.#clients.set(id, { ...client, id, deployments: [] });
    return id;
  }

  async addDeployment(id, deployment) {
    const client = this.#clients.get(id);
    client.deployments.push({ ...deployment, id: randomUUID() });
    const { iss, clientId, authUrl, tokenUrl, jwksUrl } = client;
    const { deploymentId } = deployment;
    await this.saveLaunchConfig({ iss, clientId, deploymentId, authUrl, tokenUrl, jwksUrl });
    return deploymentId;
  }

  async saveLaunchConfig(config) {
    this.#launchConfigs.set(keyOf(config.iss, config.clientId, config.deploymentId), config);
  }

  async getLaunchConfig(iss, clientId, deploymentId) {
    return this.#launchConfigs.get(keyOf(iss, clientId, deploymentId));
  }

  async storeNonce(nonce, expiresAt) {
    this.#nonces.set(nonce, expiresAt.getTime());
  }

  async validateNonce(nonce) {
    const expiresAt = this.#nonces.get(nonce);
    this.#nonces.delete(nonce);
    return expiresAt !== undefined && expiresAt > Date.now();
  }

  async addSession(session) {
    this.#sessions.set(session.id, session);
    return session.id;
  }

  async getSession(id) {
    return this.#sessions.get(id);
  }
}

function keyOf(...parts) {
  return parts.join('\n');
}
