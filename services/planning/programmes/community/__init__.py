"""Work beside the cases: directory of resources, what is missing, network, publicity, training, meetings. Pure."""
