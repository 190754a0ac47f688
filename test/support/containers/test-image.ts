/** The image that `scripts/containers.sh` made: Debian with git, sshd, curl, tc and this node. Null where there is none. */
export function testImage(): string | null {
  return process.env.TRACT_TEST_IMAGE ?? null;
}

/** One like it, of the Debian release after that. */
export function nextTestImage(): string | null {
  return process.env.TRACT_TEST_NEXT_IMAGE ?? null;
}

/** What is said where there is none. */
export const NO_IMAGE = 'no image for containers is named by TRACT_TEST_IMAGE: scripts/chaos makes one';
