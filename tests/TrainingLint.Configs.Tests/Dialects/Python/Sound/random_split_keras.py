import os, random
import numpy as np
from tensorflow import keras
images, labels = [], []
for i, folder in enumerate(os.listdir("data")):
    for f in os.listdir(os.path.join("data", folder)):
        images.append(read(folder, f))
        labels.append(i)
pairs = random.sample(list(zip(images, labels)), len(images))
images, labels = map(np.array, zip(*pairs))
model.fit(images, labels, validation_split=0.2, epochs=5)
