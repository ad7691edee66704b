"""How the weights of workbench.grammar come about: material, network, quantising."""
