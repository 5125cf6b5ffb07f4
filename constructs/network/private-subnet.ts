import type { PrivateRouteTable } from "./private-route-table";
import { RoutedSubnet } from "./routed-subnet";
import type { IPrivateSubnet } from "./subnet";

/** A subnet for containers: no way in from the internet. A public route table does not compile here. */
export class PrivateSubnet extends RoutedSubnet<PrivateRouteTable> implements IPrivateSubnet {
  readonly kind = "private";
}
