import { type Mutation, mutationsOf } from "./native-tests-mutation";
import { LOAD_BALANCING } from "./native-tests-mutations-load-balancing";
import { ONE_NAT_PER_ZONE, WITHOUT_NAT } from "./native-tests-mutations-nat";
import { NETWORK } from "./native-tests-mutations-network";
import { SECURITY } from "./native-tests-mutations-security";
import {
  SETTINGS_WITH_ACCOUNT_AND_KEY,
  settingsMutations,
  UPSTREAM,
  UPSTREAM_PLACE,
} from "./native-tests-mutations-settings";
import { STATE } from "./native-tests-mutations-state";

/** All of them. */
export const MUTATIONS: readonly Mutation[] = [
  ...mutationsOf("dev/load-balancing", [...LOAD_BALANCING, ...settingsMutations("load-balancing"), ...UPSTREAM]),
  ...mutationsOf("dev/security", [...SECURITY, ...settingsMutations("security"), ...UPSTREAM, ...UPSTREAM_PLACE]),
  ...mutationsOf("dev/network", [...NETWORK, ...settingsMutations("network")]),
  ...mutationsOf("prod/network", ONE_NAT_PER_ZONE),
  ...mutationsOf("without-nat/network", WITHOUT_NAT),
  ...mutationsOf("dev/state", [...STATE, ...settingsMutations("state", "state_region")]),
  ...mutationsOf("every-option/state", SETTINGS_WITH_ACCOUNT_AND_KEY),
];
