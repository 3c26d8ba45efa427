"""Tracks laid by hand: the electrode's high-impedance node, its guard and the shunt's sense wires.

(net, layer, width mm, points); layer "via" puts vias at the points. Everything else is in board/routes.json.
"""

import floorplan

HAND_ROUTES = [(net, "via", 0, points) for net, points in floorplan.CURRENT_VIAS.items()] + [
    # One straight line on the top layer, no via.
    ("SENSE_IN", "F", 0.3, [(8, 18), (18.76, 18)]),
    ("SENSE_K", "F", 0.3, [(34, 18), (37.54, 18)]),
    ("SENSE_HZ", "F", 0.3, [(40.46, 18), (46.8, 18), (46.9, 18.09), (47.5, 18.09)]),
    ("SENSE_HZ", "F", 0.3, [(42.5, 18), (42.5, 16.57)]),
    ("SENSE_HZ", "F", 0.3, [(42.5, 18), (42.5, 20.26)]),
    ("SENSE_HZ", "F", 0.3, [(45.0, 18), (45.0, 17.0)]),
    # Guard: the amplifier's two guard pins, the clamp, the connector's shell.
    ("GUARD", "F", 0.3, [(47.5, 19.37), (52.5, 19.37)]),
    ("GUARD", "via", 0, [(5.0, 22.4), (12.0, 22.4), (19.0, 22.4), (12.0, 13.4), (19.0, 13.4), (36.0, 22.75), (40.0, 22.75), (45.0, 22.75),
                         (36.0, 16.2), (32.6, 22.75), (48.95, 16.2)]),
    # Kelvin pair of the shunt: between its current pads, then side by side between the current areas and under the fuse.
    ("SHUNT_P", "F", 0.2, [(43.57, 85.27), (46.75, 85.27), (46.75, 78.7), (53.65, 78.7), (53.65, 69.0)]),
    ("SHUNT_N", "F", 0.2, [(50.43, 82.73), (47.25, 82.73), (47.25, 79.2), (54.15, 79.2), (54.15, 69.0)]),
    # Dry contact to the cycler: its own island.
    ("ILK_B", "F", 0.8, [(105.4, 62), (112.6, 62), (115.3, 62), (115.5, 61.8)]),
    ("ILK_B", "F", 0.8, [(112.6, 62), (112.6, 69.2), (114.3, 70.92)]),
    ("ILK_A", "F", 0.8, [(105.4, 77.24), (113.06, 77.24), (114.3, 76)]),
    ("ILK_A", "F", 0.8, [(114.3, 76), (118, 76), (118, 65.8), (115.5, 65.8)]),
    ("GUARD", "F", 0.3, [(11.2, 10.6), (11.2, 13.4)]),
    # Coil pins leave the guarded area downwards on the lower layer.
    ("+5V", "B", 0.4, [(28.92, 18), (28.92, 24.4)]),
    ("Net-(D302-A)", "B", 0.3, [(23.84, 18), (23.84, 24.4)]),
]
