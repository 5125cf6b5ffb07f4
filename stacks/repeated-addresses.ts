import { TerraformElement, type TerraformStack } from "cdktf";

/** An element that has a type, such as `aws_lb`: a resource or a data source. */
type TypedElement = TerraformElement & { readonly terraformResourceType: string };

function isTypedElement(element: unknown): element is TypedElement {
  return TerraformElement.isTerraformElement(element) && "terraformResourceType" in element;
}

/** One message for each address that two resources share: cdktf would merge them into one, without a word. */
export function repeatedAddresses(stack: TerraformStack): string[] {
  const seen = new Map<string, string>();
  const messages: string[] = [];
  for (const element of stack.node.findAll().filter(isTypedElement)) {
    const address = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
    const other = seen.get(address);
    if (other !== undefined) {
      messages.push(`${address} stands for both ${other} and ${element.node.path}. Give one of them another id.`);
    }
    seen.set(address, element.node.path);
  }
  return messages;
}
