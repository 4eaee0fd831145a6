import ZMAPCore
