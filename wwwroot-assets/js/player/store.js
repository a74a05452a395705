// What outlives a reload of this tab: the queue and the position. The volume outlives the tab.
const key = 'player', volumeKey = 'player-volume';

const quietly = action => { try { return action(); } catch { return null; } };

export const saveQueue = state => quietly(() => sessionStorage.setItem(key, JSON.stringify(state)));
export const loadQueue = () => quietly(() => JSON.parse(sessionStorage.getItem(key)));
export const forgetQueue = () => quietly(() => sessionStorage.removeItem(key));
export const saveVolume = volume => quietly(() => localStorage.setItem(volumeKey, JSON.stringify(volume)));
export const loadVolume = () => quietly(() => JSON.parse(localStorage.getItem(volumeKey)));
