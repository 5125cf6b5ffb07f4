import type { PublicRouteTable } from "./public-route-table";
import { RoutedSubnet } from "./routed-subnet";
import type { IPublicSubnet } from "./subnet";

/** A subnet that the internet gateway serves. A private route table does not compile here. */
export class PublicSubnet extends RoutedSubnet<PublicRouteTable> implements IPublicSubnet {
  readonly kind = "public";
}
